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

import { createHmac, randomBytes } from 'node:crypto';
import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { LRUCache } from 'lru-cache';
import { version } from '../../package.json';
import { exchange, NoAnswerError } from './exchange';
import { Gates } from './Gates';
import { routeOf } from './routeOf';
import type { GitHubAnswer, GitHubCallObserver } from './types';

/** As many as Octokit lets through; GitHub's own limit is a hundred per user. */
const MOST_READS_AT_ONCE = 10;
/** People who write within minutes of each other; more only means that some are paced anew. */
const MOST_WRITERS = 1_000;
const MOST_RETRIES = 2;
/** Less than that is drift. */
const CLOCK_JUMP_MS = 1_000;
const CLIENT_ERRORS = Array.from({ length: 100 }, (_, index) => 400 + index);

const USER_AGENT = `backstage-plugin-agent-tasks-backend/${version}`;

const ReadingOctokit = Octokit.plugin(retry);
const WritingOctokit = Octokit.plugin(throttling);

const silence = () => {};
const silentLog = {
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
};

/** One call as {@link Sender} takes it. */
export interface SenderRequest {
  token: string;
  /**
   * `read`: a GET, asked for again if its answer is lost or 5xx. `query`: a POST
   * that changes nothing (GraphQL), sent once. `write`: sent once, in its turn.
   */
  kind: 'read' | 'query' | 'write';
  /** Without query. */
  url: string;
  /** The raw query string, without the question mark. */
  query?: string;
  headers?: Record<string, string>;
  /** JSON text. */
  body?: string;
  /** Asked when its turn has come; with `false` it is not sent. */
  mayLeave?: () => Promise<boolean>;
}

/**
 * Sends calls at the pace that GitHub asks for. Reads: per token at most ten at a
 * time, each tried up to three times. Writes: per token one after another and a
 * second apart. Octokit decides that, but for the reads' ten: its throttling has
 * every call wait some twenty milliseconds in queues and keeps them for every
 * token, which is nothing to one user and much to two thousand. Nobody waits for a
 * rate limit to pass: that is the caller's to know, at once. The exchange itself
 * is ours, so that answers keep their body byte for byte.
 *
 * Tokens are kept nowhere: whose turn it is is found by a keyed hash.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #reader: Octokit;
  readonly #readers = Gates.create({ mostAtOnce: MOST_READS_AT_ONCE });
  readonly #writers = new LRUCache<string, Octokit>({ max: MOST_WRITERS });
  readonly #hashKey = randomBytes(32);
  /** Octokit reads its pace from the clock; with each jump of it a new one begins. */
  #era = { count: 0, clockOffsetMs: clockOffsetMs() };

  static create(options: SenderOptions): Sender {
    return new Sender(options);
  }

  private constructor(options: SenderOptions) {
    this.#options = options;
    this.#reader = new ReadingOctokit({
      userAgent: USER_AGENT,
      log: silentLog,
      retry: {
        retries: MOST_RETRIES,
        doNotRetry: CLIENT_ERRORS,
        retryAfterBaseValue: options.retryBaseMs ?? 250,
      },
    });
  }

  /** Resolves with the last answer, whatever its status; throws {@link NoAnswerError} if there is none. */
  async send(request: SenderRequest): Promise<GitHubAnswer> {
    const id = createHmac('sha256', this.#hashKey)
      .update(request.token)
      .digest('hex');
    return request.kind === 'write'
      ? this.#sendWith(this.#writer(id), request)
      : this.#readers.run(id, () => this.#sendWith(this.#reader, request));
  }

  /**
   * Sends a call of somebody else's at once and once: whoever calls through the
   * proxy hears of GitHub's limits and keeps its pace, as Octokit does.
   */
  relay(
    request: Pick<SenderRequest, 'token' | 'url' | 'query' | 'headers'>,
  ): Promise<GitHubAnswer> {
    return this.#exchange(request.url, request.query, {
      method: 'GET',
      headers: { ...headersOf(request), 'user-agent': USER_AGENT },
    });
  }

  async #sendWith(
    octokit: Octokit,
    request: SenderRequest,
  ): Promise<GitHubAnswer> {
    const { kind, url, query, body, mayLeave } = request;
    let answer: GitHubAnswer | undefined;
    let failure: NoAnswerError | undefined;

    // Octokit's own reading of the URL is not used: it takes braces and colons
    // for a template, and callers of the proxy may send any query.
    const fetchOnce = async (_url: string, init: Init): Promise<Response> => {
      answer = undefined;
      if (mayLeave && !(await mayLeave())) {
        failure = new NoAnswerError('unsent');
        throw failure;
      }
      try {
        answer = await this.#exchange(url, query, init);
      } catch (error) {
        failure = error as NoAnswerError;
        throw error;
      }
      return toResponse(answer);
    };

    try {
      await octokit.request({
        method: kind === 'read' ? 'GET' : 'POST',
        url,
        headers: headersOf(request),
        ...(body !== undefined && { data: body }),
        request: {
          fetch: fetchOnce,
          log: silentLog,
          parseSuccessResponseBody: false,
          // Where it is given, plugin-retry repeats whatever fails, so only to say no.
          ...(kind !== 'read' && { retries: 0 }),
        },
      });
    } catch {
      // Octokit throws for every status from 304 on; the answer says it all.
      // Without one, an error of Octokit is not let out: it holds the request's headers.
      if (!answer) throw failure ?? new NoAnswerError('unsent');
    }
    return answer!;
  }

  #exchange(
    url: string,
    query: string | undefined,
    init: Init,
  ): Promise<GitHubAnswer> {
    const { requestTimeoutMs, observer } = this.#options;
    const run = () =>
      exchange(query ? `${url}?${query}` : url, init, requestTimeoutMs);
    if (!observer) return run();
    const route = routeOf(url, this.#options);
    return observer.observe({ method: init.method, route }, run);
  }

  /** A clock that went back by an hour would have writers wait for it. */
  #beginEraAfterJump(): void {
    const offset = clockOffsetMs();
    if (Math.abs(offset - this.#era.clockOffsetMs) < CLOCK_JUMP_MS) return;
    this.#era = { count: this.#era.count + 1, clockOffsetMs: offset };
    this.#writers.clear();
  }

  #writer(id: string): Octokit {
    this.#beginEraAfterJump();
    let octokit = this.#writers.get(id);
    if (!octokit) {
      octokit = new WritingOctokit({
        userAgent: USER_AGENT,
        log: silentLog,
        throttle: {
          id: `${id}-${this.#era.count}`,
          onRateLimit: () => false,
          onSecondaryRateLimit: () => false,
        },
      });
      this.#writers.set(id, octokit);
    }
    return octokit;
  }
}

/** What {@link Sender} is made with. */
export interface SenderOptions {
  /** Without a trailing slash. */
  apiBaseUrl: string;
  graphqlUrl: string;
  requestTimeoutMs: number;
  /** Milliseconds before the first retry; the second waits four times as long. Default 250. */
  retryBaseMs?: number;
  observer?: GitHubCallObserver;
}

/** How far the clock is from one that does not jump. */
function clockOffsetMs(): number {
  return Date.now() - performance.now();
}

type Init = { method: string; headers: Record<string, string>; body?: string };

function headersOf({
  token,
  headers,
}: Pick<SenderRequest, 'token' | 'headers'>) {
  return {
    accept: 'application/vnd.github+json',
    ...headers,
    authorization: `Bearer ${token}`,
  };
}

/** As much of the answer as Octokit needs in order to judge it. */
function toResponse({ status, headers, body }: GitHubAnswer): Response {
  const isEmpty = [204, 205, 304].includes(status);
  return new Response(isEmpty ? undefined : body, {
    status,
    headers,
  });
}
