/** A server for tests of screens: answers by method and path, and remembers what it was asked. */
import { vi } from 'vitest';

export interface Asked { method: string; path: string; query: URLSearchParams; body: unknown; headers: Record<string, string> }
export interface Reply { status: number; body: unknown }
type Answer = Reply | ((asked: Asked) => Reply | Promise<Reply>);

export const ok = (body: unknown, status = 200): Reply => ({ status, body });
export const refused = (status: number, code: string, message: string, details: Record<string, unknown> = {}): Reply =>
  ({ status, body: { code, message, fields: {}, details } });
export const page = (results: unknown[]): Reply => ok({ count: results.length, next: null, previous: null, results });

/** Answers `GET offers/` and the like from then on; anything else is a 404. Returns the list of what was asked. */
export function serve(answers: Record<string, Answer>): Asked[] {
  const log: Asked[] = [];
  vi.stubGlobal('fetch', async (address: string, options: RequestInit = {}) => {
    const url = new URL(address, 'http://localhost');
    const asked: Asked = {
      method: options.method ?? 'GET',
      path: url.pathname.replace('/api/v1/', ''),
      query: url.searchParams,
      body: options.body ? JSON.parse(String(options.body)) : undefined,
      headers: (options.headers ?? {}) as Record<string, string>,
    };
    log.push(asked);
    const answer = answers[`${asked.method} ${asked.path}`] ?? refused(404, 'not_found', 'Introuvable.');
    const { status, body } = typeof answer === 'function' ? await answer(asked) : answer;
    return new Response(status === 204 ? null : JSON.stringify(body), { status });
  });
  return log;
}
