import { describe, expect, it } from '@jest/globals';
import type { TriageTreeView } from '#contracts';
import { TRIAGE_PRESETS } from '#domain';
import { IncidentDraft } from '../src/desk/draft.ts';

const views: TriageTreeView[] = TRIAGE_PRESETS.map(({ category, questions }) => ({
  regionId: 'demo',
  version: 3,
  presetCountry: 'cz',
  createdAt: null,
  createdByName: null,
  note: '',
  category,
  tree: { questions: [...questions] },
}));

function draft(): IncidentDraft {
  const made = new IncidentDraft();
  made.triage.offer(views);
  return made;
}

describe('triage of a new incident', () => {
  it('asks on from answer to answer and takes over what they give', () => {
    const made = draft();
    made.chooseCategory('chestPain');
    expect(made.triage.state.value).toMatchObject({ kind: 'asking', question: { question: 'isAwake' } });
    made.triage.answer('no');
    made.triage.answer('no');
    expect(made.category.value).toBe('cardiacArrest');
    expect(made.priority.value).toBe(1);
    expect(made.triage.input('cardiacArrest', 1)).toEqual({
      treeCategory: 'chestPain',
      treeVersion: 3,
      answers: [
        { question: 'isAwake', answer: 'no' },
        { question: 'breathesNormally', answer: 'no' },
      ],
    });
  });

  it('sends nothing of questions that were not answered to the end', () => {
    const made = draft();
    made.chooseCategory('stroke');
    made.triage.answer('yes');
    expect(made.triage.input('stroke', 1)).toBeUndefined();
  });

  it('begins anew with another category, and goes back to a former answer', () => {
    const made = draft();
    made.chooseCategory('stroke');
    made.triage.answer('yes');
    made.chooseCategory('birth');
    expect(made.triage.answers.value).toEqual([]);
    made.triage.answer('yes');
    made.triage.answer('earlyLabour');
    expect(made.triage.result.value).toMatchObject({ priority: 3, needs: ['birth'] });
    made.triage.backTo(1);
    made.triage.answer('heavyBleeding');
    expect(made.priority.value).toBe(1);
  });

  it('keeps the answers when the dispatcher says otherwise, and asks for a reason', () => {
    const made = draft();
    made.chooseCategory('birth');
    made.triage.answer('yes');
    made.triage.answer('earlyLabour');
    made.choosePriority(1);
    expect(made.triage.isOverridden('birth', 1)).toBe(true);
    made.triage.overrideReason.value = 'third child, an hour from the hospital';
    expect(made.triage.input('birth', 1)?.override).toEqual({
      priority: 1,
      reason: 'third child, an hour from the hospital',
    });
  });

  it('goes on with the questions it began with when the region changes them', () => {
    const made = draft();
    made.chooseCategory('birth');
    made.triage.answer('yes');
    made.triage.offer(views.map((view) => ({ ...view, version: 7 })));
    expect(made.triage.view.value?.version).toBe(3);
    made.close();
    made.chooseCategory('birth');
    made.triage.offer(views.map((view) => ({ ...view, version: 7 })));
    expect(made.triage.view.value?.version).toBe(7);
  });
});
