import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Resolve } from './connector.ts';
import { addressesInHosts, namesToAsk } from './system-names.ts';

export interface NameResolverOptions {
  /** Name servers, as `address:port`; those of the system unless told. */
  readonly servers?: readonly string[];
  readonly hostsFile?: string;
  readonly resolvConf?: string;
  /** How long a look-up may take in all; 5 seconds unless told. */
  readonly timeoutMs?: number;
}

export interface NameResolver {
  readonly resolve: Resolve;
  /** Ends the look-ups that are under way: they fail. */
  close(): void;
}

/** A name that could not be resolved is not asked for again for so long. */
const failureKeptMs = 30_000;
const mostFailures = 1_000;

const systemHosts =
  process.platform === 'win32'
    ? path.join('C:', 'Windows', 'System32', 'drivers', 'etc', 'hosts')
    : '/etc/hosts';

/**
 * Resolves names without getaddrinfo, which has four threads for the whole process: four name servers that said nothing
 * kept every other name waiting. Look-ups here are sockets with a time limit, one at a time for a name. They read what
 * getaddrinfo reads: the hosts file, the domains to search and the name servers, anew each time. What comes of it is
 * judged by the connector, wherever it stands.
 */
export function createNameResolver({
  servers,
  hostsFile = systemHosts,
  resolvConf = '/etc/resolv.conf',
  timeoutMs = 5_000,
}: NameResolverOptions = {}): NameResolver {
  const underWay = new Map<string, Promise<readonly string[]>>();
  const failed = new Map<string, { readonly until: number; readonly error: unknown }>();
  const resolvers = new Set<Resolver>();

  async function lookUp(hostname: string): Promise<readonly string[]> {
    const known = addressesInHosts(await textOf(hostsFile), hostname);
    if (known.length > 0) return known;
    const names = namesToAsk(hostname, await textOf(resolvConf));
    // Made for this look-up: it reads the system's name servers now, and ends with it.
    const resolver = new Resolver({ timeout: timeoutMs / 2, tries: 2 });
    if (servers) resolver.setServers(servers);
    resolvers.add(resolver);
    const deadline = setTimeout(() => resolver.cancel(), timeoutMs);
    try {
      return await firstOf(resolver, names);
    } finally {
      clearTimeout(deadline);
      resolver.cancel();
      resolvers.delete(resolver);
    }
  }

  function remember(hostname: string, error: unknown): void {
    if (failed.size >= mostFailures) failed.clear();
    failed.set(hostname, { until: performance.now() + failureKeptMs, error });
  }

  async function resolve(hostname: string): Promise<readonly string[]> {
    const failure = failed.get(hostname);
    if (failure && failure.until > performance.now()) throw failure.error;
    const running = underWay.get(hostname) ?? begin(hostname);
    return running;
  }

  function begin(hostname: string): Promise<readonly string[]> {
    const looking = lookUp(hostname)
      .catch((error: unknown) => {
        remember(hostname, error);
        throw error;
      })
      .finally(() => underWay.delete(hostname));
    underWay.set(hostname, looking);
    return looking;
  }

  return {
    resolve,
    close() {
      for (const resolver of resolvers) resolver.cancel();
    },
  };
}

/** The addresses of the first of the names that has any. */
async function firstOf(resolver: Resolver, names: readonly string[]): Promise<readonly string[]> {
  for (const [index, name] of names.entries()) {
    try {
      return await allAddresses(resolver, name);
    } catch (error) {
      if (index === names.length - 1 || !isUnknown(error)) throw error;
    }
  }
  return [];
}

/** A name has addresses of either kind, or both. */
async function allAddresses(resolver: Resolver, name: string): Promise<readonly string[]> {
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const addresses = answers.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  if (addresses.length > 0) return addresses;
  const errors = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  throw errors.find((error) => !isUnknown(error)) ?? errors[0];
}

/** Whether the name servers answered that there is nothing: another name may be tried. */
const isUnknown = (error: unknown): boolean =>
  ['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '');

/** A file that is not there says nothing. */
const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
