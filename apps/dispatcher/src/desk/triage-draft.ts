import type { TriageInput, TriageTreeView } from '#contracts';
import {
  evaluateTriage,
  type GivenAnswer,
  type IncidentCategory,
  type Priority,
  type TriageState,
  type TriageTree,
} from '#domain';
import { batch, computed, signal } from '@preact/signals';

/** The answers given, as plain data. */
export interface KeptTriage {
  readonly treeCategory: IncidentCategory | undefined;
  readonly treeVersion: number | undefined;
  readonly answers: readonly GivenAnswer[];
  readonly overrideReason: string;
}

/** The walk through a category's questions while a call is taken. Nothing is sent before the incident is saved. */
export class TriageDraft {
  /** Questions in force in the region, by category; empty until they have come. */
  readonly trees = signal<ReadonlyMap<IncidentCategory, TriageTreeView>>(new Map());
  readonly treeCategory = signal<IncidentCategory | undefined>(undefined);
  readonly answers = signal<readonly GivenAnswer[]>([]);
  /** Why the dispatcher says something else than the answers give. */
  readonly overrideReason = signal('');
  private keptVersion: number | undefined;
  readonly view = computed(() => {
    const category = this.treeCategory.value;
    return category && this.trees.value.get(category);
  });
  /** The next question, or what the answers give; undefined where there are no questions. */
  readonly state = computed((): TriageState | undefined => {
    const view = this.view.value;
    if (!view || view.tree.questions.length === 0) return undefined;
    const walked = evaluateTriage(treeOf(view), this.answers.value);
    return walked.ok ? walked.next : undefined;
  });
  readonly result = computed(() => {
    const state = this.state.value;
    return state?.kind === 'decided' ? state.result : undefined;
  });

  /** Takes the region's questions. A walk that has begun goes on with the version it began with. */
  offer(views: readonly TriageTreeView[]): void {
    const next = new Map(views.map((view) => [view.category, view]));
    const category = this.treeCategory.peek();
    const begun = category && this.answers.peek().length > 0 ? this.trees.peek().get(category) : undefined;
    if (category && begun) next.set(category, begun);
    this.trees.value = next;
    this.checkKept();
  }

  keep(): KeptTriage {
    return {
      treeCategory: this.treeCategory.value,
      treeVersion: this.view.value?.version ?? this.keptVersion,
      answers: this.answers.value,
      overrideReason: this.overrideReason.value,
    };
  }

  restore({ treeCategory, treeVersion, answers, overrideReason }: KeptTriage): void {
    batch(() => {
      this.treeCategory.value = treeCategory;
      this.answers.value = answers;
      this.overrideReason.value = overrideReason;
      this.keptVersion = treeVersion;
      this.checkKept();
    });
  }

  /** True until the questions to restored answers have come. */
  isWaiting(): boolean {
    return this.treeCategory.peek() !== undefined && this.view.peek() === undefined;
  }

  /** Answers to questions that were changed meanwhile are given anew. */
  private checkKept(): void {
    const view = this.view.peek();
    if (!view || this.keptVersion === undefined) return;
    if (view.version !== this.keptVersion) this.answers.value = [];
    this.keptVersion = undefined;
  }

  begin(category: IncidentCategory): void {
    this.treeCategory.value = category;
    this.answers.value = [];
    this.overrideReason.value = '';
  }

  answer(answer: string): void {
    const state = this.state.value;
    if (state?.kind !== 'asking') return;
    this.answers.value = [...this.answers.value, { question: state.question.question, answer }];
  }

  /** Takes the answers back from the one at `index`, to give another. */
  backTo(index: number): void {
    this.answers.value = this.answers.value.slice(0, index);
    this.overrideReason.value = '';
  }

  clear(): void {
    this.treeCategory.value = undefined;
    this.answers.value = [];
    this.overrideReason.value = '';
  }

  /** True when category or priority differ from what the answers give: that needs a reason. */
  isOverridden(category: IncidentCategory | '', priority: Priority | undefined): boolean {
    const result = this.result.value;
    return result !== undefined && (category !== result.category || priority !== result.priority);
  }

  /** What is sent with the incident; undefined while the questions are not answered to the end. */
  input(category: IncidentCategory, priority: Priority): TriageInput | undefined {
    const result = this.result.value;
    if (!result) return undefined;
    const override = {
      ...(category !== result.category && { category }),
      ...(priority !== result.priority && { priority }),
      reason: this.overrideReason.value,
    };
    return {
      treeCategory: result.treeCategory,
      treeVersion: result.treeVersion,
      answers: result.answers.map(({ question, answer }) => ({ question, answer })),
      ...(this.isOverridden(category, priority) && { override }),
    };
  }
}

function treeOf({ category, version, tree }: TriageTreeView): TriageTree {
  return { category, version, questions: tree.questions };
}
