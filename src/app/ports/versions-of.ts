import type { Outgoing } from '../../state/versions/outgoing';

/**
 * Returns what goes out with versions of a pipeline that need not be the one that is open.
 * @param isOpen whether it is: only of that one it is known which version it is now
 */
export const versionsOf = (versions: Outgoing, isOpen: () => boolean): Outgoing => ({
  get now() {
    return isOpen() ? versions.now : null;
  },
  ahead: (pipeline) => versions.ahead(pipeline),
  sent: (...sent) => versions.sent(...sent),
  mark: (...marked) => versions.mark(...marked),
});
