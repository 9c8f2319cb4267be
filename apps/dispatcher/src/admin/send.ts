import { v7 as uuidv7 } from 'uuid';
import type { Answer, RequestParts, ResponseOf, RouteName } from '../api/http.ts';
import type { Session } from '../session/session.ts';

/**
 * Sends a command of these pages. While no answer comes, what is sent again carries the same id, so that saving twice
 * after a lost answer saves once.
 */
export class CommandSender {
  private pending: { readonly key: string; readonly commandId: string } | undefined;

  constructor(private readonly session: Session) {}

  async send<N extends RouteName>(
    name: N,
    { params = {}, body }: { params?: RequestParts['params']; body: object },
  ): Promise<Answer<ResponseOf<N>>> {
    const key = JSON.stringify([name, params, body]);
    const commandId = this.pending?.key === key ? this.pending.commandId : uuidv7();
    this.pending = { key, commandId };
    const answer = await this.session.call(name, { params: params ?? {}, body: { ...body, commandId } });
    if (answer.kind === 'ok' || answer.kind === 'refused') this.pending = undefined;
    return answer;
  }
}
