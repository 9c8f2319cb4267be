import { Controller, Inject } from '@nestjs/common';
import { routes } from '#contracts';
import {
  findTabletDevice,
  hashEnrolmentCode,
  listDeviceViews,
  listVehicles,
  makeEnrolmentCode,
  type Pool,
} from '#persistence';
import {
  type Actor,
  type CommandPorts,
  createEnrolment,
  enrolTablet,
  refuse,
  revokeDevice,
} from '#use-cases';
import { DEVICE_TOKEN_SECONDS, DeviceTokens, readPublicKey } from '../auth/device-tokens.ts';
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
import { ProblemException, unwrap } from '../http/problem.ts';
import { readableRegion } from '../http/readable-region.ts';
import { COMMAND_PORTS, POOL } from '../tokens.ts';

/** How tablets become the system's own, get their tokens, and are taken out of use. */
@Controller()
export class EnrolmentController {
  constructor(
    @Inject(COMMAND_PORTS) private readonly ports: CommandPorts,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DeviceTokens) private readonly tokens: DeviceTokens,
  ) {}

  @ApiRoute(routes.enrolTablet)
  async enrol(
    @RouteBody(routes.enrolTablet) { code, publicKey }: BodyOf<typeof routes.enrolTablet>,
  ): Promise<AnswerOf<typeof routes.enrolTablet>> {
    // A point that is not on the curve could never sign; the code stays good.
    const isKey = readPublicKey(publicKey) !== undefined;
    const enrolled = isKey
      ? await enrolTablet(this.ports, { codeHash: hashEnrolmentCode(code), publicKey })
      : refuse('invalidInput');
    const { deviceId } = unwrap(enrolled);
    const device = await findTabletDevice(this.pool, deviceId);
    const { regionId, vehicleId, plate } = device!;
    return { id: deviceId, regionId, vehicle: vehicleId === null ? null : { id: vehicleId, plate: plate! } };
  }

  @ApiRoute(routes.challengeTablet)
  challenge(
    @RouteBody(routes.challengeTablet) { deviceId }: BodyOf<typeof routes.challengeTablet>,
  ): AnswerOf<typeof routes.challengeTablet> {
    const now = new Date();
    return { nonce: this.tokens.makeNonce(deviceId, now), serverAt: now.toISOString() };
  }

  @ApiRoute(routes.getTabletToken)
  async getToken(
    @RouteBody(routes.getTabletToken) body: BodyOf<typeof routes.getTabletToken>,
  ): Promise<AnswerOf<typeof routes.getTabletToken>> {
    const now = new Date();
    const device = await this.tokens.findSigner(body.deviceId, body.nonce, body.signature, now);
    if (!device) throw new ProblemException('deviceNotKnown');
    const accessToken = await this.tokens.sign(device.id, now);
    const uploadOnly = device.revokedAt !== null;
    return { accessToken, expiresInSeconds: DEVICE_TOKEN_SECONDS, serverAt: now.toISOString(), uploadOnly };
  }

  @ApiRoute(routes.listDevices)
  async list(
    @CurrentActor() actor: Actor,
    @RouteQuery(routes.listDevices) query: QueryOf<typeof routes.listDevices>,
  ): Promise<AnswerOf<typeof routes.listDevices>> {
    const regionId = readableRegion(actor, query.regionId, routes.listDevices.access);
    const [devices, vehicles] = await Promise.all([
      listDeviceViews(this.pool, { regionId }),
      listVehicles(this.pool, regionId),
    ]);
    return { devices, vehicles };
  }

  /** The answer alone holds the code; a repeat of the command is told that it was made, and needs a new one. */
  @ApiRoute(routes.createEnrolment)
  async create(
    @CurrentActor() actor: Actor,
    @RouteBody(routes.createEnrolment) body: BodyOf<typeof routes.createEnrolment>,
  ): Promise<AnswerOf<typeof routes.createEnrolment>> {
    const code = makeEnrolmentCode();
    const made = unwrap(await createEnrolment(this.ports, actor, body, hashEnrolmentCode(code)));
    if (made.codeHash !== hashEnrolmentCode(code).toString('hex'))
      throw new ProblemException('commandIdReused');
    return { code, expiresAt: made.expiresAt };
  }

  @ApiRoute(routes.revokeDevice)
  async revoke(
    @CurrentActor() actor: Actor,
    @RouteParams(routes.revokeDevice) { deviceId }: ParamsOf<typeof routes.revokeDevice>,
    @RouteBody(routes.revokeDevice) body: BodyOf<typeof routes.revokeDevice>,
  ): Promise<AnswerOf<typeof routes.revokeDevice>> {
    unwrap(await revokeDevice(this.ports, actor, deviceId, body));
    const [view] = await listDeviceViews(this.pool, { id: deviceId });
    if (!view) throw new ProblemException('notFound');
    return view;
  }
}
