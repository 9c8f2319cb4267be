import { Controller, Headers, Inject } from '@nestjs/common';
import { parseCsv, writeCsv } from '#codecs';
import {
  ADMINS,
  chooseLanguage,
  importFaultText,
  type ImportFaultView,
  type ImportKind,
  type Language,
  REASON_TEXTS,
  routes,
} from '#contracts';
import type { Role } from '#domain';
import {
  findRegionSettings,
  listCrew,
  listFacilityRecords,
  listPostRecords,
  listShiftRecords,
  listStationRecords,
  listUnitRecords,
  listUserRecords,
  type Pool,
} from '#persistence';
import {
  type Actor,
  type CommandPorts,
  type ExportSources,
  exportRows,
  type ImportFault,
  importRecords,
  previewImport,
} from '#use-cases';
import { EndedSessions } from '../auth/ended-sessions.ts';
import { Passwords } from '../auth/passwords.ts';
import { CurrentActor } from '../http/access.guard.ts';
import {
  type AnswerOf,
  ApiRoute,
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  RouteBody,
  RouteParams,
  RouteQuery,
} from '../http/api-route.ts';
import { toFieldFaults } from '../http/field-faults.ts';
import { unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { COMMAND_PORTS, POOL } from '../tokens.ts';
import { keptRegionIds } from './users.controller.ts';

const MOST_FAULTS = 200;
const readersOf = (kind: ImportKind): readonly Role[] =>
  kind === 'shifts' ? routes.exportRecords.access : ADMINS;

function textOf({ fault, values = {}, issue, reason }: ImportFault, language: Language): string {
  if (fault) return importFaultText(fault, values, language);
  if (reason) return REASON_TEXTS[language][reason];
  return issue ? (toFieldFaults([issue], language)[0]?.message ?? issue.message) : '';
}

const toFaultViews = (faults: readonly ImportFault[], language: Language): ImportFaultView[] =>
  faults.slice(0, MOST_FAULTS).map((fault) => ({
    row: fault.row,
    column: fault.column,
    message: withWho(textOf(fault, language), fault),
  }));

/** A clash names the unit it is with. */
function withWho(text: string, { details }: ImportFault): string {
  const callSign = details?.['callSign'];
  return typeof callSign === 'string' ? `${callSign}: ${text}` : text;
}

/** Lists from files and into files. */
@Controller()
export class ImportsController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(EndedSessions) private readonly endedSessions: EndedSessions,
  ) {}

  @ApiRoute(routes.previewImport)
  async preview(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.previewImport) { kind }: ParamsOf<typeof routes.previewImport>,
    @RouteBody(routes.previewImport) { regionId, text }: BodyOf<typeof routes.previewImport>,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<AnswerOf<typeof routes.previewImport>> {
    const file = { kind, regionId, table: parseCsv(text) };
    const { rows, faults } = unwrap(await previewImport(this.ports, actor, file));
    return { rows: [...rows], faults: toFaultViews(faults, chooseLanguage(accepted)) };
  }

  @ApiRoute(routes.importRecords)
  async import(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.importRecords) { kind }: ParamsOf<typeof routes.importRecords>,
    @RouteBody(routes.importRecords) body: BodyOf<typeof routes.importRecords>,
  ): Promise<AnswerOf<typeof routes.importRecords>> {
    const { regionId, text, commandId } = body;
    const hashOf = await this.hashPasswords(kind === 'users' ? body.initialPasswords : {});
    const file = { kind, regionId, table: parseCsv(text) };
    const imported = unwrap(await importRecords(this.ports, actor, commandId, file, hashOf));
    if (kind === 'users') await this.endedSessions.poll();
    return imported;
  }

  @ApiRoute(routes.exportRecords)
  async export(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.exportRecords) { kind }: ParamsOf<typeof routes.exportRecords>,
    @RouteQuery(routes.exportRecords) query: QueryOf<typeof routes.exportRecords>,
  ): Promise<AnswerOf<typeof routes.exportRecords>> {
    const regionId = readableRegion(actor, query.regionId, readersOf(kind));
    const rows = await exportRows(kind, this.sourcesOf(actor, regionId));
    return { fileName: `${regionId}-${kind}.csv`, text: writeCsv(rows) };
  }

  /** A user without a password given gets one that nobody knows, until an administrator sets one. */
  private async hashPasswords(byRow: Readonly<Record<string, string>>): Promise<(row: number) => string> {
    const given = Object.entries(byRow).slice(0, 100);
    const hashes = await Promise.all(
      given.map(async ([row, password]) => [Number(row), await this.passwords.hash(password)] as const),
    );
    const hashOfRow = new Map(hashes);
    const none = await this.passwords.hashOfNothing();
    return (row) => hashOfRow.get(row) ?? none;
  }

  private sourcesOf(actor: Actor, regionId: string): ExportSources {
    const { pool } = this;
    return {
      listUnits: () => listUnitRecords(pool, regionId),
      listStations: () => listStationRecords(pool, regionId),
      listPosts: () => listPostRecords(pool, regionId),
      listFacilities: () => listFacilityRecords(pool, regionId),
      listUsers: () => listUserRecords(pool, regionId, keptRegionIds(actor)),
      listShifts: () => listShiftRecords(pool, regionId, new Date()),
      listCrew: () => listCrew(pool, regionId),
      getTimeZone: async () => (await findRegionSettings(pool, regionId))?.timeZone ?? 'UTC',
    };
  }
}
