import { Inject, Injectable } from '@nestjs/common';
import type { Language, TabletRouteAnswer, TabletRunAnswer } from '#contracts';
import type { LonLat } from '#domain';
import { findMapName, findRegionMap, listClosureViews, type Pool } from '#persistence';
import {
  describeTabletRoute,
  describeTabletRun,
  GuidedRoutes,
  type NarratorPort,
  type Outcome,
  type PositionBoard,
  refuse,
  type TabletRunPorts,
  type TravelEngine,
  type TravelProfileName,
} from '#use-cases';
import { RunTracker } from '../runs/run-tracker.ts';
import { NARRATOR, POOL, POSITION_BOARD, TRAVEL_ENGINE } from '../tokens.ts';
import { runEtag } from './run-etag.ts';

export interface FreeRoute {
  readonly regionId: string;
  readonly unitId: string | undefined;
  readonly from: LonLat | undefined;
  readonly to: LonLat;
  readonly profile: TravelProfileName;
  readonly language: Language;
}

/** Routes with instructions, for the tablet of a unit. */
@Injectable()
export class TabletNavigation {
  private readonly ports: TabletRunPorts;

  constructor(
    @Inject(RunTracker) private readonly tracker: RunTracker,
    @Inject(POSITION_BOARD) private readonly positions: PositionBoard,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(TRAVEL_ENGINE) engine: TravelEngine,
    @Inject(NARRATOR) narrator: NarratorPort,
  ) {
    this.ports = {
      engine,
      guidedRoutes: new GuidedRoutes(narrator),
      findMapName: (mapId) => findMapName(pool, mapId),
      listClosures: (mapId) => listClosureViews(pool, { mapId, state: 'current' }, new Date()),
      now: () => new Date(),
    };
  }

  /** The run of a unit, with the ETag of what a tablet must read anew. */
  async readRun(
    unitId: string | undefined,
    language: Language,
  ): Promise<{ answer: TabletRunAnswer; etag: string }> {
    const guided = unitId === undefined ? undefined : this.tracker.findGuided(unitId);
    const run = guided ? await describeTabletRun(this.ports, guided, language) : null;
    return { answer: { serverAt: new Date().toISOString(), run }, etag: runEtag(run) };
  }

  /** A way to any place, from a place or from where the unit was last seen. */
  async findRoute(question: FreeRoute): Promise<Outcome<TabletRouteAnswer>> {
    const { regionId, unitId, to, profile, language } = question;
    const region = await findRegionMap(this.pool, regionId);
    const from = question.from ?? (unitId ? this.positions.find(unitId)?.coordinates : undefined);
    if (!region) return refuse('notFound');
    if (!from) return refuse('unreachable', { field: 'from' });
    return describeTabletRoute(this.ports, { mapId: region.mapId, from, to, profile }, language);
  }
}
