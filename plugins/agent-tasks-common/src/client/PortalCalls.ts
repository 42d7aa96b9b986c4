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

import { readError } from './readError';

/**
 * What every call of {@link AgentTasksClient} takes.
 *
 * @public
 */
export type AgentTasksRequestOptions = {
  /** The user's own token for GitHub; without it the portal uses one it keeps, where there is one. */
  gitHubToken?: string;
  /** The Backstage token, for callers whose fetch does not add it. */
  token?: string;
  signal?: AbortSignal;
};

/** Calls of the portal API, with the tokens of the caller; every refusal is thrown. */
export class PortalCalls {
  readonly #getBaseUrl: () => Promise<string>;
  readonly #fetch: typeof fetch;

  static create(options: {
    getBaseUrl: () => Promise<string>;
    fetch: typeof fetch;
  }): PortalCalls {
    return new PortalCalls(options.getBaseUrl, options.fetch);
  }

  private constructor(
    getBaseUrl: () => Promise<string>,
    fetchFunction: typeof fetch,
  ) {
    this.#getBaseUrl = getBaseUrl;
    this.#fetch = fetchFunction;
  }

  /** Reads JSON. */
  async get<T>(path: string, options: AgentTasksRequestOptions): Promise<T> {
    return (await this.call('GET', path, options)).json();
  }

  /** Reads text. */
  async getText(
    path: string,
    options: AgentTasksRequestOptions,
  ): Promise<string> {
    return (await this.call('GET', path, options)).text();
  }

  /** Has something done; resolves with what came of it. */
  async send<T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    options: AgentTasksRequestOptions,
    body?: object,
  ): Promise<T> {
    return (await this.call(method, path, options, { body })).json();
  }

  /** The whole answer, where it is none of an error. */
  async call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options: AgentTasksRequestOptions,
    content: { body?: object; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const response = await this.#fetch(
      `${await this.#getBaseUrl()}/v1${path}`,
      {
        method,
        signal: options.signal,
        ...(content.body && { body: JSON.stringify(content.body) }),
        headers: {
          ...(content.body && { 'content-type': 'application/json' }),
          ...content.headers,
          ...(options.token && { authorization: `Bearer ${options.token}` }),
          ...(options.gitHubToken && { 'x-github-token': options.gitHubToken }),
        },
      },
    );
    if (!response.ok) throw await readError(response);
    return response;
  }
}

/** The query of a URL, with what is given. */
export function toSearch(query: object): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) params.set(key, String(value));
  }
  return params;
}
