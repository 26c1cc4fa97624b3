import type { ReadDocument } from '../../core/documents/document';
import type { Result } from '../../core/base/result';
import type { PageAddress } from '../../platform/page/address';

/**
 * Shows what a link holds, or why it holds nothing, and asks before anything changes. Resolves when
 * the person has answered.
 */
export type OfferLink = (found: Result<ReadDocument>) => Promise<void>;

/**
 * Offers the link in the address, and every later one that comes into the address of the open page.
 * The link stays in the address until it was answered, so that a reload asks again, and is then
 * taken out, so that the next reload does not.
 * @param ready resolves when stored work is back, which the offer is about
 * @param failed called when the code that reads links could not be fetched
 */
export function receiveLinks(
  address: PageAddress,
  ready: Promise<void>,
  offer: OfferLink,
  failed: (error: unknown) => void,
): void {
  const take = async (): Promise<void> => {
    const link = address.link();
    if (link === null) return;
    const [{ readLink }] = await Promise.all([import('../../core/documents/share-link'), ready]);
    // Another one came meanwhile, and is offered by its own call.
    if (address.link() !== link) return;
    await offer(readLink(link));
    if (address.link() === link) address.clear();
  };
  const begin = (): void => void take().catch(failed);
  address.onChange(begin);
  begin();
}
