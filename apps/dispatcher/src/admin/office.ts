import type { RegionView, UserView } from '#contracts';
import { type Role, writeWallClock } from '#domain';
import type { Answer, RequestParts, ResponseOf, RouteName } from '../api/http.ts';
import type { Session } from '../session/session.ts';
import type { RowSource } from './region-changes.ts';
import { CommandSender } from './send.ts';
import { UnsavedEdits } from './unsaved-edits.ts';

/** One region's office: who is at work in it, and how it asks and commands. */
export class Office {
  readonly sender: CommandSender;
  readonly edits = new UnsavedEdits();
  /** Names behind ids of the crew, as far as a page has read them. */
  private readonly names = new Map<string, string>();

  constructor(
    readonly session: Session,
    readonly user: UserView,
    readonly region: RegionView,
    /** What others change meanwhile. */
    readonly changes: RowSource,
  ) {
    this.sender = new CommandSender(session);
  }

  get timeZone(): string {
    return this.region.timeZone;
  }

  get roles(): Role[] {
    return this.user.roles.filter((held) => held.regionId === this.region.id).map(({ role }) => role);
  }

  get isAdmin(): boolean {
    return this.roles.includes('admin');
  }

  /** Asks about this region. */
  ask<N extends RouteName>(name: N, parts: RequestParts = {}): Promise<Answer<ResponseOf<N>>> {
    return this.session.call(name, { ...parts, query: { regionId: this.region.id, ...parts.query } });
  }

  /** Sends a command; those that make something new name the region in their body. */
  send<N extends RouteName>(
    name: N,
    params: Readonly<Record<string, string>>,
    body: object,
  ): Promise<Answer<ResponseOf<N>>> {
    return this.sender.send(name, { params, body });
  }

  time(instant: string): string {
    return writeWallClock(new Date(instant), this.timeZone);
  }

  learnNames(people: readonly { readonly id: string; readonly displayName: string }[]): void {
    for (const { id, displayName } of people) this.names.set(id, displayName);
  }

  nameOf(id: string): string | undefined {
    return this.names.get(id);
  }
}
