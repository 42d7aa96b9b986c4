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

import type { z } from 'zod';
import { NoAnswerError } from './exchange';
import { nextPageUrl } from './links';
import { parseJson } from './schemas';
import type { Sender } from './Sender';
import { triage, triageNoAnswer, type GitHubOperation } from './triage';
import type { GitHubAnswer } from './types';

/** One read as {@link Reader} takes it. */
export interface ReadRequest {
  token: string;
  /** Below the base URL, starting with a slash, without query. */
  path: string;
  query?: URLSearchParams;
  headers?: Record<string, string>;
  operation: GitHubOperation;
}

/** Reads with retries; every failure is thrown as an `AgentTasksError`. */
export class Reader {
  readonly #sender: Sender;
  readonly #apiBaseUrl: string;
  readonly #apiVersion: string;

  static create(options: {
    sender: Sender;
    apiBaseUrl: string;
    apiVersion: string;
  }): Reader {
    return new Reader(options);
  }

  private constructor(options: {
    sender: Sender;
    apiBaseUrl: string;
    apiVersion: string;
  }) {
    this.#sender = options.sender;
    this.#apiBaseUrl = options.apiBaseUrl;
    this.#apiVersion = options.apiVersion;
  }

  /** The answer, if it is a success, 304, or one of `tolerated`. */
  async get(
    request: ReadRequest,
    tolerated: readonly number[] = [],
  ): Promise<GitHubAnswer> {
    const { token, path, query, headers, operation } = request;
    const answer = await orRefusal(
      this.#sender.send({
        token,
        kind: 'read',
        url: `${this.#apiBaseUrl}${path}`,
        query: query?.toString(),
        headers: { 'x-github-api-version': this.#apiVersion, ...headers },
      }),
    );
    const { status } = answer;
    const isFine = status < 300 || status === 304 || tolerated.includes(status);
    if (!isFine) throw triage(answer, operation, new Date());
    return answer;
  }

  /**
   * All pages of a list, at most `mostPages`: the first and the last answer, and
   * the entries of every page read with `readPage`. Ends early where `isEnough` says so.
   */
  async getPages<Entry>(
    request: ReadRequest,
    options: {
      mostPages: number;
      readPage: (answer: GitHubAnswer) => Entry[];
      isEnough?: (entries: Entry[]) => boolean;
    },
  ): Promise<{ first: GitHubAnswer; last: GitHubAnswer; entries: Entry[] }> {
    const first = await this.get(request);
    const entries: Entry[] = [];
    let answer = first;
    for (let page = 1; answer.status !== 304; page++) {
      entries.push(...options.readPage(answer));
      const next = nextPageUrl(answer.headers.link);
      if (!next || !URL.canParse(next) || page === options.mostPages) break;
      if (options.isEnough?.(entries)) break;
      // Only the query differs from page to page; the URL is not followed, so
      // that whatever it says, the token goes to the same place.
      answer = await this.get({
        ...request,
        query: new URL(next).searchParams,
        headers: undefined,
      });
    }
    return { first, last: answer, entries };
  }
}

/** Gives a lost or missing answer its meaning. */
export async function orRefusal<T>(sending: Promise<T>): Promise<T> {
  try {
    return await sending;
  } catch (error) {
    if (error instanceof NoAnswerError) throw triageNoAnswer(error);
    throw error;
  }
}

/** The body by its schema; what cannot be read is `github_unavailable`. */
export function readBody<S extends z.ZodType>(
  answer: GitHubAnswer,
  schema: S,
): z.output<S> {
  const parsed = schema.safeParse(parseJson(answer.body));
  if (!parsed.success) throw triage(answer, 'other', new Date());
  return parsed.data;
}
