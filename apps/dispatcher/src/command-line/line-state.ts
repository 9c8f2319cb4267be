import { computed, signal } from '@preact/signals';
import { locale } from '#ui';
import type { Desk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { complete, type Completion } from './complete.ts';
import type { Choice, CommandContext, ParsedLine } from './commands.ts';
import { commandContext } from './context.ts';
import { echoOf, type Echo } from './echo.ts';
import { LineHistory } from './history.ts';
import { parseLine } from './parse.ts';
import { changesSomething, runCommand } from './run.ts';
import { findVerb } from './verbs.ts';

interface Pinned {
  readonly incidentId: string | undefined;
  readonly candidates: readonly Choice[];
}

const NOTHING: ParsedLine = { kind: 'empty' };

/** What is typed in the command line, what it means, and the ways to go on. */
export class LineState {
  readonly line = signal('');
  readonly marked = signal(-1);
  readonly isListHidden = signal(false);
  private readonly history: LineHistory;
  /**
   * The candidates as they stood when the line was begun. The list is asked for again every few seconds: a digit must send
   * the unit that its typist saw, not one that took its place a moment before Enter.
   */
  private pinned: Pinned | undefined;
  private readonly board = computed((): CommandContext => {
    void this.desk.store.revision.value;
    return commandContext(this.desk);
  });
  private readonly context = computed((): CommandContext => {
    const board = this.board.value;
    return { ...board, candidates: this.pin(board) };
  });
  /** An empty line asks nothing of the board, which changes many times while nothing is typed. */
  private readonly isEmpty = computed(() => this.line.value.trim() === '');
  readonly parsed = computed((): ParsedLine =>
    this.isEmpty.value ? NOTHING : parseLine(this.line.value, this.context.value),
  );
  readonly completions = computed((): readonly Completion[] =>
    this.isListHidden.value || this.isEmpty.value ? [] : complete(this.line.value, this.context.value),
  );
  readonly echo = computed((): Echo => {
    const parsed = this.parsed.value;
    const isHeld = parsed.kind === 'ready' && changesSomething(parsed.command) && this.desk.isReadOnly.value;
    if (isHeld) return { tone: 'wrong', text: t('line.readOnly') };
    return echoOf(parsed, parsed.kind === 'ready' ? this.context.value.undoable : undefined);
  });

  constructor(
    private readonly desk: Desk,
    storage: Storage,
  ) {
    this.history = new LineHistory(desk.user.id, storage);
  }

  type(text: string): void {
    if (text === '') this.pinned = undefined;
    this.history.reset();
    this.isListHidden.value = false;
    this.marked.value = -1;
    this.line.value = text;
    this.askAhead(text);
  }

  /** Carries the line out. What is not ready stays, with the echo saying what it needs. */
  enter(): void {
    const marked = this.completions.value[this.marked.value];
    if (marked) return this.take(marked);
    const parsed = this.parsed.value;
    if (parsed.kind !== 'ready') return;
    const text = this.line.value;
    if (!runCommand(this.desk, parsed.command)) return;
    this.type('');
    this.history.add(text, locale.value);
  }

  take(completion: Completion): void {
    this.type(completion.line);
  }

  /** Keys beside letters; true when the key was meant for the line. */
  onKey(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const isListed = this.completions.value.length > 0 && !this.history.isBrowsing;
    switch (event.key) {
      case 'Tab':
        return !event.shiftKey && this.takeFirst();
      case 'ArrowUp':
        return isListed ? this.mark(-1) : this.recall(this.history.older());
      case 'ArrowDown':
        if (isListed) return this.mark(1);
        return this.history.isBrowsing && this.recall(this.history.newer());
      case 'Escape':
        return this.escape();
      default:
        return false;
    }
  }

  private takeFirst(): boolean {
    const list = this.completions.value;
    const completion = list[Math.max(0, this.marked.value)];
    if (!completion) return false;
    this.take(completion);
    return true;
  }

  private mark(step: number): boolean {
    const { length } = this.completions.value;
    const from = this.marked.value === -1 && step < 0 ? 0 : this.marked.value;
    this.marked.value = (from + step + length) % length;
    return true;
  }

  private recall(line: string | undefined): boolean {
    if (line === undefined) return true;
    if (line === '') this.pinned = undefined;
    this.line.value = line;
    this.isListHidden.value = true;
    this.marked.value = -1;
    return true;
  }

  private escape(): boolean {
    if (this.line.value === '') return false;
    if (this.completions.value.length > 0) this.isListHidden.value = true;
    else this.type('');
    return true;
  }

  private pin({ candidates, selectedIncident }: CommandContext): readonly Choice[] {
    const isSame = this.pinned?.incidentId === selectedIncident?.id;
    const isTyping = this.line.value.trim() !== '';
    if (!isTyping || !isSame || !this.pinned || this.pinned.candidates.length === 0)
      this.pinned = isTyping ? { incidentId: selectedIncident?.id, candidates } : undefined;
    return this.pinned?.candidates ?? candidates;
  }

  /** Where the patient could be taken is asked as soon as the verb for it is typed. */
  private askAhead(text: string): void {
    const [first = '', second = ''] = text.trim().split(/\s+/);
    if (findVerb(first, locale.value) !== 'destination') return;
    const { desk } = this;
    const unit = desk.store.findUnitByCallSign(second) ?? desk.store.findUnit(desk.selectedUnitId.peek());
    const incidentId = unit?.assignment?.incidentId ?? desk.selectedIncidentId.peek();
    void desk.destinationHints.ask(incidentId);
  }
}
