/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import type { GitHubAnswer } from './types';

/** Redirects of renamed repositories take one hop; more than a few are a loop. */
const MOST_REDIRECTS = 3;

/**
 * No whole answer came. `unsent`: nothing reached GitHub, for certain.
 * `timeout` and `lost`: GitHub may have done what it was asked.
 */
export class NoAnswerError extends Error {
  constructor(readonly reason: 'unsent' | 'timeout' | 'lost') {
    super(`No answer of GitHub: ${reason}`);
    // @octokit/request lets errors of this name pass, and plugin-retry does not repeat them.
    this.name = reason === 'timeout' ? 'AbortError' : 'NoAnswerError';
  }
}

/**
 * One HTTP exchange with Node's own fetch, which keeps connections alive and
 * follows the process's proxy settings. Redirects are followed for GET only and
 * only within the same origin, so that a token never travels to another host;
 * any other redirect is the answer. The time-out covers everything up to the
 * last byte of the body.
 */
export async function exchange(
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
  timeoutMs: number,
): Promise<GitHubAnswer> {
  const signal = AbortSignal.timeout(Math.ceil(timeoutMs));
  try {
    let target = url;
    for (let redirects = 0; ; redirects++) {
      const response = await fetch(target, {
        ...init,
        signal,
        redirect: 'manual',
      });
      const next = redirectTarget(response, target);
      if (!next || init.method !== 'GET' || redirects === MOST_REDIRECTS) {
        return {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: await response.text(),
        };
      }
      await response.body?.cancel();
      target = next;
    }
  } catch (error) {
    if (signal.aborted) throw new NoAnswerError('timeout');
    throw new NoAnswerError(isUnsent(error) ? 'unsent' : 'lost');
  }
}

function redirectTarget(response: Response, from: string): string | undefined {
  const location = response.headers.get('location');
  if (![301, 302, 307, 308].includes(response.status) || !location) {
    return undefined;
  }
  if (!URL.canParse(location, from)) return undefined;
  const target = new URL(location, from);
  return target.origin === new URL(from).origin ? target.href : undefined;
}

/** Whether a connection was never made: no address, refused, or not trusted. */
function isUnsent(error: unknown): boolean {
  const cause = (error as { cause?: unknown } | undefined)?.cause;
  const { code = '', syscall = '' } = (cause ?? {}) as NodeJS.ErrnoException;
  // Several addresses were tried, each in vain.
  if (cause instanceof AggregateError) {
    return cause.errors.every(one => isUnsent({ cause: one }));
  }
  return (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    code === 'UND_ERR_CONNECT_TIMEOUT' ||
    /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code)
  );
}
