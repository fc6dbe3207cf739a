import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, nothingHere } from '../lib/api-error.ts';
import { preferredType } from './accept.ts';
import { sendError } from './errors.ts';

/** Answers a person with a page that says what was refused. */
export type TellOnPage = (error: ApiError, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

declare module 'fastify' {
  interface FastifyInstance {
    /** Tells people on a page what was not found; null where a server has no pages. */
    tellOnPage: TellOnPage | null;
  }
}

/** A path that the router serves, with the methods that it takes. */
interface Route {
  /** Its parts between slashes; null where any text may stand. */
  readonly parts: readonly (string | null)[];
  readonly methods: Set<string>;
}

/**
 * Answers what no route does: a known path with its methods, a page with a slash too many by its own address, and
 * everything else as not found; to people on a page, to programs as the API does.
 */
export function useUnknownPaths(server: FastifyInstance, docsUrl: string): void {
  const routes = collectRoutes(server);
  server.decorate('tellOnPage', null);
  // To the router the slash may also be an empty name, so this comes before any route.
  server.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    const own = withoutSlash(request, path);
    if (own !== null && methodsOf(routes, own).includes('GET'))
      return reply.redirect(relative(own, request.url.slice(path.length)), 308);
  });
  server.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const methods = methodsOf(routes, path);
    if (methods.length > 0) {
      reply.header('Allow', methods.join(', '));
      return tellEither(
        new ApiError('method_not_allowed', sentence(request.method, methods)),
        request,
        reply,
        docsUrl,
      );
    }
    return tellEither(nothingHere(), request, reply, docsUrl);
  });
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '/';

function collectRoutes(server: FastifyInstance): Map<string, Route> {
  const routes = new Map<string, Route>();
  server.addHook('onRoute', ({ url, method }) => {
    if (url === '*') return; // preflights, which any path takes
    const route = routes.get(url) ?? { parts: partsOf(url), methods: new Set() };
    for (const each of [method].flat()) route.methods.add(each);
    routes.set(url, route);
  });
  return routes;
}

const partsOf = (url: string) => url.split('/').map((part) => (part.startsWith(':') ? null : part));

function methodsOf(routes: ReadonlyMap<string, Route>, path: string): string[] {
  const asked = path.split('/');
  const isAt = ({ parts }: Route) =>
    parts.length === asked.length && parts.every((part, place) => part === null || part === asked[place]);
  const found = [...routes.values()].filter(isAt);
  return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
}

const sentence = (method: string, methods: readonly string[]): string =>
  `${method} is not possible at this address. It takes ${methods.join(', ')}.`;

/** The address of a page that was asked for with a slash at its end; null for anything else. */
function withoutSlash({ method }: FastifyRequest, path: string): string | null {
  if ((method !== 'GET' && method !== 'HEAD') || isOfApi(path) || !path.endsWith('/')) return null;
  const own = path.slice(0, -1);
  return own === '' || own.endsWith('/') ? null : own;
}

/** From its address with a slash to the one without; relative, so that a proxy may add a prefix. */
const relative = (own: string, search: string): string =>
  `../${own.slice(own.lastIndexOf('/') + 1)}${search}`;

const isOfApi = (path: string): boolean => path.startsWith('/v1/');

/** Answers a refusal to people on a page, and to programs as the API does. */
export function tellEither(
  error: ApiError,
  request: FastifyRequest,
  reply: FastifyReply,
  docsUrl: string,
): FastifyReply {
  const { tellOnPage } = request.server;
  const isPerson =
    preferredType(request.headers.accept, ['application/json', 'text/html']) === 'text/html' &&
    !isOfApi(request.url);
  return tellOnPage && isPerson
    ? tellOnPage(error, request, reply)
    : sendError(error, request, reply, docsUrl);
}
