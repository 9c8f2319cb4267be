import type { GeofencedStep } from '#domain';

/** Connections that may be taken for it at the same time; commands and positions need the others. */
const MOST_AT_ONCE = 2;

/**
 * Steps on their way into the database, in order for each assignment. One that is locked by a command, or fails, holds up
 * neither the steps of others nor the following of positions; it is tried again.
 */
export class GeofenceSaves {
  private readonly unsaved = new Map<string, GeofencedStep[]>();
  private readonly running = new Map<string, Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly save: (assignmentId: string, step: GeofencedStep) => Promise<unknown>,
    private readonly failed: (error: unknown) => void,
  ) {}

  add(assignmentId: string, step: GeofencedStep): void {
    const steps = this.unsaved.get(assignmentId);
    if (steps) steps.push(step);
    else this.unsaved.set(assignmentId, [step]);
  }

  /** Begins what can be saved now, and waits for nothing. */
  start(): void {
    for (const [assignmentId, steps] of this.unsaved) {
      if (this.running.size >= MOST_AT_ONCE || this.isStopped) return;
      if (this.running.has(assignmentId)) continue;
      const run = this.saveAll(assignmentId, steps).finally(() => {
        this.running.delete(assignmentId);
      });
      this.running.set(assignmentId, run);
    }
  }

  private async saveAll(assignmentId: string, steps: GeofencedStep[]): Promise<void> {
    // Behind the others when it fails.
    this.unsaved.delete(assignmentId);
    try {
      for (let next = steps[0]; next; next = steps[0]) {
        await this.save(assignmentId, next);
        steps.shift();
      }
    } catch (error) {
      this.failed(error);
    }
    const since = this.unsaved.get(assignmentId) ?? [];
    this.unsaved.delete(assignmentId);
    if (steps.length + since.length > 0) this.unsaved.set(assignmentId, [...steps, ...since]);
  }

  /** Ends when nothing runs any more. What is unsaved then, the positions tell again after a restart. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.running.values());
  }
}
