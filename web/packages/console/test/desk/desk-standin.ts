import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Client } from '../../../client/src/index.ts';
import { json, Standin } from '../../../client/test/standin.ts';
import { aClient } from './samples.ts';

/** Speaks the part of the desk that its pages need. Only tests start it. */
export class DeskStandin extends Standin {
  readonly clients = new Map<string, Client>();
  readonly keys: string[] = [];
  /** Holds answers to saves back until it is resolved. */
  gate: Promise<void> = Promise.resolve();
  travel: unknown = null;

  protected override async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://standin');
    const save = request.method === 'POST' || request.method === 'PUT';
    if (pathname.startsWith('/api/clients') && save) return this.#save(request, response, pathname);
    const knumber = /^\/api\/clients\/(.+)$/.exec(pathname)?.[1];
    if (knumber) {
      const client = this.clients.get(knumber);
      return client
        ? json(response, 200, client)
        : json(response, 404, { title: 'The client was not found.', status: 404 });
    }
    if (pathname === '/api/clients')
      return json(response, 200, {
        items: [...this.clients.values()],
        next_cursor: null,
        total_estimate: null,
      });
    if (pathname === '/api/desk/transit' && this.travel === null)
      return json(response, 500, { title: 'The way is not known.', status: 500 });
    if (pathname === '/api/desk/transit') return json(response, 200, this.travel);
    if (/^\/api\/(drivers|clinics|appointment-types|desk\/suggestions)$/.test(pathname))
      return json(response, 200, { items: this.answers.get(pathname) ?? [], next_cursor: null });
    return super.answer(request, response);
  }

  async #save(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    this.keys.push(String(request.headers['idempotency-key']));
    this.bodies.push(text);
    await this.gate;
    const body = JSON.parse(text) as Partial<Client>;
    if (!body.first_name) {
      const message = 'The first name is missing.';
      const errors = [{ pointer: '/first_name', code: 'required', message }];
      return json(response, 422, { title: 'Nothing was saved.', status: 422, detail: message, errors });
    }
    const known = this.clients.get(pathname.split('/')[3] ?? '');
    if (known && known.version !== body.version) {
      return json(response, 412, { title: 'The client was not changed.', status: 412, current: known });
    }
    const knumber = known?.knumber ?? `K000100${this.clients.size + 1}`;
    const client = aClient({ ...known, ...body, knumber, version: (known?.version ?? 0) + 1 });
    this.clients.set(knumber, client);
    const message = 'Client saved. Drive times and Quo sync processing in background.';
    json(response, known ? 200 : 201, { success: true, client_id: knumber, message, tasks: [], client });
  }
}
