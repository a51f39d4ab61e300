/** The one place that talks to the server: session cookie, CSRF, language, one kind of failure. */
import type { ApiErrorBody, ApiPath } from './types';
import { language } from '../i18n/i18n.svelte';

const ROOT = '/api/v1/';

type Query = Record<string, string | number | boolean | null | undefined>;
interface Options {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** What the server refused, with its stable code; `status` 0 means that it could not be reached. */
export class ApiError extends Error {
  readonly code: string;
  readonly fields: Record<string, string[]>;
  readonly details: Record<string, unknown>;

  constructor(readonly status: number, body: Partial<ApiErrorBody>) {
    super(body.message ?? '');
    this.name = 'ApiError';
    this.code = body.code ?? 'unreachable';
    this.fields = body.fields ?? {};
    this.details = body.details ?? {};
  }
}

/** In production the cookie has the name that only this host may set (mnic/settings/production.py). */
export function csrfToken(): string {
  return document.cookie.match(/(?:^|; )(?:__Host-csrf|csrftoken)=([^;]+)/)?.[1] ?? '';
}

export function isAborted(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'AbortError';
}

function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]));
  return ROOT + path + (pairs.length ? `?${search}` : '');
}

function headersFor(method: string, options: Options): Record<string, string> {
  return {
    Accept: 'application/json',
    'Accept-Language': language(),
    ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(method === 'GET' ? {} : { 'X-CSRFToken': csrfToken() }),
    ...options.headers,
  };
}

async function send(method: string, path: string, options: Options): Promise<Response> {
  try {
    return await fetch(address(path, options.query), {
      method,
      credentials: 'same-origin',
      headers: headersFor(method, options),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (failure) {
    if (isAborted(failure)) throw failure;
    throw new ApiError(0, {});
  }
}

async function request<T>(method: string, path: string, options: Options): Promise<T> {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => ({ code: 'unreadable' }));
  if (!response.ok) throw new ApiError(response.status, body as Partial<ApiErrorBody>);
  return body as T;
}

export const http = {
  get: <T>(path: ApiPath<'get'>, query?: Query, signal?: AbortSignal) =>
    request<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: ApiPath<'post'>, body: unknown = {}, options: Omit<Options, 'body'> = {}) =>
    request<T>('POST', path, { ...options, body }),
  patch: <T>(path: ApiPath<'patch'>, body: unknown) => request<T>('PATCH', path, { body }),
  delete: (path: ApiPath<'delete'>) => request<void>('DELETE', path, {}),
};
