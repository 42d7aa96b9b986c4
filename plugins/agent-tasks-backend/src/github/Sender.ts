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
import type { GitHubAnswer } from './types';

/** More users than this at the same time only means that some are throttled anew. */
const MOST_OCTOKITS = 1_000;
const MOST_RETRIES = 2;
const CLIENT_ERRORS = Array.from({ length: 100 }, (_, index) => 400 + index);

const USER_AGENT = `backstage-plugin-agent-tasks-backend/${version}`;

const PacedOctokit = Octokit.plugin(retry, throttling);

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
  method: 'GET' | 'POST';
  /** Without query. */
  url: string;
  /** The raw query string, without the question mark. */
  query?: string;
  headers?: Record<string, string>;
  /** JSON text. */
  body?: string;
  /** Whether a lost or 5xx answer is asked for again. Only ever for GET. */
  isRetried: boolean;
}

/**
 * Sends calls at the pace that GitHub asks for. Octokit decides when a call is
 * made and whether it is made again: per token at most ten at a time, writes one
 * after another and a second apart. Nobody waits for a rate limit to pass: that
 * is the caller's to know, at once. The exchange itself is ours, so that answers
 * keep their body byte for byte.
 *
 * Tokens are kept nowhere: an Octokit is found by a keyed hash of its token.
 */
export class Sender {
  readonly #octokits = new LRUCache<string, Octokit>({ max: MOST_OCTOKITS });
  readonly #hashKey = randomBytes(32);
  readonly #options: SenderOptions;

  static create(options: SenderOptions): Sender {
    return new Sender(options);
  }

  private constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Resolves with the last answer, whatever its status; throws {@link NoAnswerError} if there is none. */
  async send(request: SenderRequest): Promise<GitHubAnswer> {
    const { token, method, url, query, body, isRetried } = request;
    let answer: GitHubAnswer | undefined;
    let failure: NoAnswerError | undefined;

    // Octokit's own reading of the URL is not used: it takes braces and colons
    // for a template, and callers of the proxy may send any query.
    const target = query ? `${url}?${query}` : url;
    const fetchOnce = async (
      _url: string,
      init: { method: string; headers: Record<string, string>; body?: string },
    ): Promise<Response> => {
      answer = undefined;
      try {
        answer = await exchange(target, init, this.#options.requestTimeoutMs);
      } catch (error) {
        failure = error as NoAnswerError;
        throw error;
      }
      return toResponse(answer);
    };

    try {
      await this.#octokit(token).request({
        method,
        url,
        headers: headersOf(request),
        ...(body !== undefined && { data: body }),
        request: {
          fetch: fetchOnce,
          log: silentLog,
          parseSuccessResponseBody: false,
          // Where it is given, plugin-retry repeats whatever fails, so only to say no.
          ...(!(isRetried && method === 'GET') && { retries: 0 }),
        },
      });
    } catch {
      // Octokit throws for every status from 304 on; the answer says it all.
      // Without one, an error of Octokit is not let out: it holds the request's headers.
      if (!answer) throw failure ?? new NoAnswerError('unsent');
    }
    return answer!;
  }

  /**
   * Sends a call of somebody else's at once and once: whoever calls through the
   * proxy hears of GitHub's limits and keeps its pace, as Octokit does. Octokit's
   * queues would add twenty milliseconds to each call.
   */
  relay(
    request: Pick<SenderRequest, 'token' | 'url' | 'query' | 'headers'>,
  ): Promise<GitHubAnswer> {
    const { url, query } = request;
    return exchange(
      query ? `${url}?${query}` : url,
      {
        method: 'GET',
        headers: { ...headersOf(request), 'user-agent': USER_AGENT },
      },
      this.#options.requestTimeoutMs,
    );
  }

  #octokit(token: string): Octokit {
    const id = createHmac('sha256', this.#hashKey).update(token).digest('hex');
    let octokit = this.#octokits.get(id);
    if (!octokit) {
      octokit = new PacedOctokit({
        userAgent: USER_AGENT,
        log: silentLog,
        retry: {
          retries: MOST_RETRIES,
          doNotRetry: CLIENT_ERRORS,
          retryAfterBaseValue: this.#options.retryBaseMs ?? 250,
        },
        throttle: {
          id,
          onRateLimit: () => false,
          onSecondaryRateLimit: () => false,
        },
      });
      this.#octokits.set(id, octokit);
    }
    return octokit;
  }
}

/** What {@link Sender} is made with. */
export interface SenderOptions {
  requestTimeoutMs: number;
  /** Milliseconds before the first retry; the second waits four times as long. Default 250. */
  retryBaseMs?: number;
}

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
