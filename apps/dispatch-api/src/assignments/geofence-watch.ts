import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type FencePlan, GeofenceTrack } from '#domain';
import { listFixesSince, listWatchedAssignments, type Pool, type WatchedAssignmentRow } from '#persistence';
import { type CommandPorts, countedMilliseconds, noteGeofenced } from '#use-cases';
import type { Logger } from 'pino';
import { JournalTail } from '../live/journal-tail.ts';
import { FixFollowers, type FollowedFix } from '../positions/fix-followers.ts';
import { COMMAND_PORTS, LOGGER, POOL } from '../tokens.ts';
import { GeofenceSaves } from './geofence-saves.ts';

const TURN_MILLISECONDS = 1000;
/** However quiet the journal is, the list of assignments is read anew this often. */
const TURNS_BETWEEN_LISTS = 30;
const MAX_PAST_FIXES = 7200;
/** Fixes of several devices, or by way of several processes, overtake each other by less than this. */
const SETTLE_MILLISECONDS = 5000;
/** Kinds of journal rows that move a scene. */
const MOVES_SCENE = new Set(['incidentChanged']);

interface Watched {
  readonly assignmentId: string;
  readonly track: GeofenceTrack;
  planText: string;
  /** False until the fixes from before this process watched are in. */
  isComplete: boolean;
}

/**
 * Follows the positions of units on an assignment and keeps the times at which they show a step. A fix costs one look
 * into a map and a few distances; everything else happens once a second.
 */
@Injectable()
export class GeofenceWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly watched = new Map<string, Watched>();
  private readonly touched = new Set<string>();
  private readonly saves: GeofenceSaves;
  private mustList = true;
  private turnsSinceList = 0;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(FixFollowers) private readonly followers: FixFollowers,
    @Inject(JournalTail) private readonly tail: JournalTail,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.saves = new GeofenceSaves(
      (assignmentId, { status, atMilliseconds }) =>
        noteGeofenced(ports, assignmentId, { status, geofencedAt: new Date(atMilliseconds) }),
      (error) => this.tellWaiting(error),
    );
  }

  onApplicationBootstrap(): void {
    this.followers.follow((fix) => this.take(fix));
    this.tail.on('rows', (_regionId, rows) => {
      this.mustList ||= rows.some(
        ({ subjectType, kind }) =>
          (subjectType === 'assignment' && kind !== 'stepGeofenced') || MOVES_SCENE.has(kind),
      );
    });
    this.timer = setInterval(() => {
      this.running ??= this.turn().finally(() => {
        this.running = undefined;
      });
    }, TURN_MILLISECONDS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    await this.saves.stop();
  }

  private take(fix: FollowedFix): void {
    const watched = this.watched.get(fix.unitId);
    if (!watched || watched.track.isDone) return;
    watched.track.add(toFenceFix(fix));
    this.touched.add(fix.unitId);
  }

  private async turn(): Promise<void> {
    try {
      this.turnsSinceList += 1;
      if (this.mustList || this.turnsSinceList >= TURNS_BETWEEN_LISTS) await this.list();
    } catch (error) {
      this.tellWaiting(error);
    }
    this.collect();
    this.saves.start();
  }

  private tellWaiting(error: unknown): void {
    this.logger.warn({ err: error }, 'geofenced times wait for the database');
  }

  private async list(): Promise<void> {
    this.mustList = false;
    this.turnsSinceList = 0;
    let rows: WatchedAssignmentRow[];
    try {
      rows = await listWatchedAssignments(this.pool);
    } catch (error) {
      this.mustList = true;
      throw error;
    }
    const units = new Set(rows.map(({ unitId }) => unitId));
    for (const unitId of [...this.watched.keys()]) if (!units.has(unitId)) this.watched.delete(unitId);
    for (const row of rows) this.watch(row);
    for (const row of rows) await this.complete(row);
  }

  private watch(row: WatchedAssignmentRow): void {
    const plan = toPlan(row);
    const planText = JSON.stringify(plan);
    const held = this.watched.get(row.unitId);
    if (held?.assignmentId !== row.assignmentId) {
      const track = new GeofenceTrack(plan, row.told);
      this.watched.set(row.unitId, {
        assignmentId: row.assignmentId,
        track,
        planText,
        isComplete: false,
      });
    } else if (held.planText !== planText) {
      held.planText = planText;
      held.track.replan(plan);
      this.touched.add(row.unitId);
    }
  }

  /** After a restart, and for the moment before the assignment was noticed, the fixes come from the database. */
  private async complete({ unitId, fromAt }: WatchedAssignmentRow): Promise<void> {
    const watched = this.watched.get(unitId);
    if (!watched || watched.isComplete) return;
    for (const fix of await listFixesSince(this.pool, unitId, fromAt, MAX_PAST_FIXES)) {
      watched.track.add(toFenceFix(fix));
    }
    watched.isComplete = true;
    this.touched.add(unitId);
  }

  private collect(): void {
    const untilMilliseconds = this.ports.clock.now().getTime() - SETTLE_MILLISECONDS;
    for (const unitId of this.touched) {
      const watched = this.watched.get(unitId);
      if (watched && !watched.isComplete) continue;
      const steps = watched?.track.takeNew(untilMilliseconds) ?? [];
      for (const step of steps) this.saves.add(watched!.assignmentId, step);
      if (!watched?.track.hasWaiting) this.touched.delete(unitId);
    }
  }
}

const toFenceFix = (fix: FollowedFix) => ({
  atMilliseconds: countedMilliseconds(fix),
  coordinates: [fix.lon, fix.lat] as const,
  speedKmh: fix.speedKmh,
  accuracyMeters: fix.accuracyMeters,
});

const toPlan = (row: WatchedAssignmentRow): FencePlan => ({
  fromMilliseconds: row.fromAt.getTime(),
  scene: row.scene,
  destination: row.destination,
  pressedLeftSceneMilliseconds: row.pressedLeftSceneAt?.getTime() ?? null,
});
