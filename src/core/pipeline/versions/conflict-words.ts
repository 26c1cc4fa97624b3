import { listed } from '../../base/words';
import { settingsInWords } from '../../formats/settings-words';
import { operationsById } from '../../operations/index';
import type { Step } from '../pipeline';
import { stepTitle } from '../step-title';
import { changeInWords, parameterLabel, valueInWords, valuesInWords } from './change-words';
import { changesBetween } from './changes';
import type { Choice, Conflict, Merge, Side, Text } from './conflict';
import type { Resolved } from './resolve';

/** One thing that a choice keeps, such as a step or a value, and whose it is. */
export interface ChosenThing {
  readonly by: Side;
  readonly what: string;
  /** Empty where the words of both sides are alike, and only a picture tells them apart. */
  readonly value: string;
}

export interface ChoiceWords {
  readonly choice: Choice;
  readonly title: string;
  readonly things: readonly ChosenThing[];
}

/** What a person reads of something that both changed differently. */
export interface ConflictWords {
  /** What it is about, in a word or two, such as "White balance". */
  readonly about: string;
  readonly title: string;
  readonly question: string;
  /** In the order of the conflict's choices. */
  readonly choices: readonly ChoiceWords[];
}

type Of<Kind extends Conflict['kind']> = Extract<Conflict, { kind: Kind }>;
type Words = Omit<ConflictWords, 'choices'> & {
  readonly mine: readonly Omit<ChosenThing, 'by'>[];
  readonly theirs: readonly Omit<ChosenThing, 'by'>[];
};

/** Whether the choices of a conflict make different pictures, and not only other words or files. */
export function isSeen({ kind }: Conflict): boolean {
  switch (kind) {
    case 'parameter':
    case 'content':
    case 'switch':
    case 'removed':
    case 'moved':
    case 'place':
    case 'length':
      return true;
    case 'step-name':
    case 'step-note':
    case 'name':
    case 'description':
    case 'settings':
      return false;
  }
}

function ofParameter({ step: id, parameter, ...sides }: Of<'parameter'>, merge: Merge): Words {
  const plan = merge.plan.steps.get(id);
  const words = (step: Step | undefined, side: 'base' | Side) =>
    (step && valueInWords(step, parameter, sides[side])) ?? '';
  const [was, mine, theirs] = [
    words(plan?.base, 'base'),
    words(plan?.mine, 'mine'),
    words(plan?.theirs, 'theirs'),
  ];
  const named = plan?.mine ?? plan?.theirs;
  const label = named ? parameterLabel(named, parameter) : parameter;
  const about = titleOf(merge, id);
  const alike = mine === theirs;
  const before = was === '' || alike ? '' : ` It was ${was} before.`;
  const thing = (value: string) => [{ what: label, value: alike ? '' : value }];
  return {
    about,
    title: about === label ? about : `${about}: ${label}`,
    question: `Each of you set it differently.${before}`,
    mine: thing(mine),
    theirs: thing(theirs),
  };
}

function titleOf({ plan }: Merge, id: string): string {
  const own = plan.steps.get(id);
  const step = own?.mine ?? own?.theirs ?? own?.base;
  return step ? stepTitle(step) : id;
}

function ofTexts(
  about: string,
  what: string,
  { base, mine, theirs }: { readonly base?: Text; readonly mine: Text; readonly theirs: Text },
  wasKnown: boolean,
): Words {
  const said = (text: Text): string => (text ? `“${text}”` : 'None');
  const before = wasKnown ? ` It was ${base ? said(base) : 'empty'} before.` : '';
  return {
    about,
    title: about === what ? what : `${about}: ${what.toLowerCase()}`,
    question: `Each of you wrote something else.${before}`,
    mine: [{ what, value: said(mine) }],
    theirs: [{ what, value: said(theirs) }],
  };
}

function ofRemoved({ step: id, by, base, changed }: Of<'removed'>, merge: Merge): Words {
  const about = titleOf(merge, id);
  const only = (step: Step) => ({ name: '', steps: [step] });
  const changes = changesBetween(only(base), only(changed)).flatMap(
    (change) => changeInWords(change) ?? [],
  );
  // Each line begins with the step's name, which stands above it.
  const value = changes.map((line) => line.replace(`${about}: `, '')).join('; ');
  const gone = [{ what: about, value: 'Removed' }];
  const here = [{ what: about, value }];
  return {
    about,
    title: `${about}: removed or changed`,
    question:
      by === 'mine'
        ? 'You removed this step, they changed it.'
        : 'They removed this step, you changed it.',
    mine: by === 'mine' ? gone : here,
    theirs: by === 'mine' ? here : gone,
  };
}

function ofPlace(conflict: Of<'place'>, { pipeline }: Resolved): Words {
  const { after, choices } = conflict;
  const place = pipeline.steps.findIndex(({ id }) => id === after) + 2;
  const [mine, theirs] = [conflict.mine, conflict.theirs].map((steps) =>
    steps.map((step) => ({ what: stepTitle(step), value: valuesInWords(step) })),
  );
  const names = (things: typeof mine) => listed((things ?? []).map(({ what }) => what));
  const is = (things: typeof mine) => (things?.length === 1 ? 'is' : 'are');
  const ends = choices.includes('mine') ? 'Which do you want?' : 'Which come first?';
  const one = mine?.length === 1 && theirs?.length === 1;
  const added = one ? 'each of you added a step here' : 'each of you added steps here';
  return {
    about: `Place ${place}`,
    title: `Place ${place}: ${choices.includes('mine') ? added : 'in which order?'}`,
    question: `Yours ${is(mine)} ${names(mine)}, theirs ${is(theirs)} ${names(theirs)}. ${ends}`,
    mine: mine ?? [],
    theirs: theirs ?? [],
  };
}

function ofContent({ step: id, mine, theirs }: Of<'content'>, merge: Merge): Words {
  const about = titleOf(merge, id);
  const thing = (step: Step) => {
    const off = step.enabled ? '' : ' (off)';
    return [{ what: `${stepTitle(step)}${off}`, value: valuesInWords(step) }];
  };
  return {
    about,
    title: `${about}: one step, two things`,
    question: 'Each of you made something else of this step.',
    mine: thing(mine),
    theirs: thing(theirs),
  };
}

function wordsOf(conflict: Conflict, merge: Merge, resolved: Resolved): Words {
  const hasBase = 'base' in conflict;
  switch (conflict.kind) {
    case 'parameter':
      return ofParameter(conflict, merge);
    case 'content':
      return ofContent(conflict, merge);
    case 'switch': {
      const about = titleOf(merge, conflict.step);
      const thing = (on: boolean) => [{ what: about, value: on ? 'On' : 'Off' }];
      const question = conflict.mine
        ? 'It is on for you and off for them.'
        : 'It is off for you and on for them.';
      const [mine, theirs] = [thing(conflict.mine), thing(conflict.theirs)];
      return { about, title: `${about}: on or off`, question, mine, theirs };
    }
    case 'step-name': {
      const { step: id } = conflict;
      const { operation } = merge.plan.steps.get(id)?.mine ?? { operation: id };
      const about = operationsById.get(operation)?.label ?? operation;
      return ofTexts(about, 'Name', conflict, hasBase);
    }
    case 'step-note':
      return ofTexts(titleOf(merge, conflict.step), 'Note', conflict, hasBase);
    case 'removed':
      return ofRemoved(conflict, merge);
    case 'moved': {
      const about = titleOf(merge, conflict.step);
      const thing = (place: number) => [{ what: about, value: `Step ${place + 1}` }];
      const before = conflict.base === undefined ? '' : ` It was step ${conflict.base + 1} before.`;
      return {
        about,
        title: `${about}: place`,
        question: `Each of you moved it elsewhere.${before}`,
        mine: thing(conflict.mine),
        theirs: thing(conflict.theirs),
      };
    }
    case 'place':
      return ofPlace(conflict, resolved);
    case 'name':
      return ofTexts('Name', 'Name', conflict, hasBase);
    case 'description':
      return ofTexts('Description', 'Description', conflict, hasBase);
    case 'settings': {
      const about = 'Export settings';
      const thing = (settings: typeof conflict.mine) => [
        { what: about, value: settings ? settingsInWords(settings) : 'None' },
      ];
      const [mine, theirs] = [thing(conflict.mine), thing(conflict.theirs)];
      const alike = mine[0]?.value === theirs[0]?.value;
      const question = alike
        ? 'Each of you changed them; they differ in details of the format.'
        : 'Each of you set them differently.';
      return { about, title: about, question, mine, theirs };
    }
    case 'length': {
      const { count, most } = conflict;
      const thing = [{ what: 'Too many steps', value: `${count - most} of ${count} are left out` }];
      return {
        about: 'Too many steps',
        title: `Too many steps: ${count}`,
        question: `A pipeline may have ${most} steps. The last steps of one of you are left out.`,
        mine: thing,
        theirs: thing,
      };
    }
  }
}

/**
 * Returns what there is to decide, in words, with the values of both sides.
 * @param resolved what the merge comes to so far, for the numbers of places
 */
export function conflictInWords(
  conflict: Conflict,
  merge: Merge,
  resolved: Resolved,
): ConflictWords {
  const { about, title, question, mine, theirs } = wordsOf(conflict, merge, resolved);
  const own = mine.map((thing): ChosenThing => ({ by: 'mine', ...thing }));
  const others = theirs.map((thing): ChosenThing => ({ by: 'theirs', ...thing }));
  const isOrder = !conflict.choices.includes('mine');
  const choices = conflict.choices.map((choice): ChoiceWords => {
    switch (choice) {
      case 'mine':
        return { choice, title: 'Keep mine', things: own };
      case 'theirs':
        return { choice, title: 'Take theirs', things: others };
      case 'mine-theirs': {
        const title = isOrder ? 'Mine first' : 'Both, mine first';
        return { choice, title, things: [...own, ...others] };
      }
      case 'theirs-mine': {
        const title = isOrder ? 'Theirs first' : 'Both, theirs first';
        return { choice, title, things: [...others, ...own] };
      }
    }
  });
  return { about, title, question, choices };
}
