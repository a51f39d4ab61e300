/** Where the visitor is: path and query from the browser's history, the only state of navigation. */
import { findRoute } from './routes';

/** How one came to a page: from which other, and by which link. */
interface Step { from: string; by: string }

interface Place { path: string; query: URLSearchParams; moves: number }

let awaited: string | null = null;
let place = $state.raw<Place>(read(0));

// Apart, so that a change of the query alone does not touch what depends on the path: a derived one
// that is read outside of components starts the screen afresh when an effect changes the query.
let currentPath = $state.raw(location.pathname);
const params = $derived(findRoute(currentPath)?.params ?? {});

export const path = (): string => currentPath;
export const query = (): URLSearchParams => place.query;
/** What the address says in place of `:name` in the route's pattern. */
export const param = (name: string): string => params[name] ?? '';
/** Grows with each step that one can go back from; 0 is the page that the browser loaded. */
export const moves = (): number => place.moves;

/** Takes the browser's address as the present one. */
function arrive(moved: number): void {
  place = read(moved);
  currentPath = place.path;
}

function read(moved: number): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search), moves: moved };
}

/** Goes to an address: a screen of ours without reloading, anything else through the server. */
export function navigate(href: string, options: { replace?: boolean } = {}): void {
  const target = new URL(href, location.href);
  if (target.origin !== location.origin || !findRoute(target.pathname)) {
    location.assign(target.href);
    return;
  }
  const isOtherPage = target.pathname !== place.path;
  awaited = null;
  if (options.replace) history.replaceState(isOtherPage ? null : history.state, '', target);
  else history.pushState({ from: place.path, by: target.pathname + target.search } satisfies Step, '', target);
  arrive(place.moves + (options.replace ? 0 : 1));
  if (isOtherPage) window.scrollTo(0, 0);
}

/** Goes back when one came here from that page, whose link waits for the focus; says whether it did. */
export function goBackTo(page: string): boolean {
  const step = history.state as Step | null;
  if (step?.from !== page) return false;
  awaited = step.by;
  history.back();
  return true;
}

/** Whether this link is the one that a visitor who came back had followed; asked once it is drawn. */
export function isAwaited(href: string): boolean {
  if (awaited !== href) return false;
  awaited = null;
  return true;
}

/** Changes some of the query and keeps the rest; an empty value takes the key away. */
export function setQuery(changes: Record<string, string | null>, options: { replace?: boolean } = {}): void {
  navigate(withQuery(changes), options);
}

/** The present address with some of its query changed, to put on a link. */
export function withQuery(changes: Record<string, string | null>): string {
  const next = new URLSearchParams(place.query);
  for (const [key, value] of Object.entries(changes)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  return place.path + (next.size ? `?${next}` : '');
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.defaultPrevented && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  return link?.href && !link.target && !link.hasAttribute('download') ? link : null;
}

function follow(event: MouseEvent): void {
  const link = isPlainClick(event) ? linkOf(event) : null;
  if (!link) return;
  const target = new URL(link.href);
  const within = target.pathname === location.pathname && target.search === location.search && target.hash !== '';
  if (within || target.origin !== location.origin || !findRoute(target.pathname)) return;
  event.preventDefault();
  navigate(link.href);
}

/** Listens to links and to the browser's back and forward; returns how to stop. */
export function startRouter(): () => void {
  const moved = () => arrive(place.moves + 1);
  document.addEventListener('click', follow);
  window.addEventListener('popstate', moved);
  return () => {
    document.removeEventListener('click', follow);
    window.removeEventListener('popstate', moved);
  };
}
