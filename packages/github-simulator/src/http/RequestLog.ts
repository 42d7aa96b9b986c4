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

/**
 * One request as the simulator saw it. Never holds a token, a code or a secret.
 *
 * @public
 */
export type LoggedRequest = {
  /** Counts up from 1. */
  id: number;
  /** Simulated time, ISO 8601. */
  at: string;
  method: string;
  /** Path with query; secret parameters are replaced by `***`. */
  path: string;
  /** Who the token belongs to; absent for anonymous requests. */
  login?: string;
  /** Absent while the request is under way or when its connection was cut. */
  status?: number;
  /** Whether it carried `If-None-Match`. */
  conditional: boolean;
  /** What `X-GitHub-Api-Version` said. */
  apiVersion?: string;
  /** GitHub's name of the operation that answered, e.g. `agent-tasks/list-tasks`, where the handler is typed by it. */
  operation?: string;
  /** The fault that struck it. */
  fault?: string;
};

/**
 * Which requests of the log to return; everything that is given must fit.
 *
 * @public
 */
export type RequestFilter = {
  method?: string;
  /** A regular expression, tried on path and query. */
  path?: string;
  login?: string;
  status?: number;
};

const CAPACITY = 20_000;
const SECRET_PARAMETERS =
  /([?&](?:code|access_token|client_secret|refresh_token|code_verifier|token|authorization_request)=)[^&]*/gi;

/** The most recent requests, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #nextId = 1;

  /** Adds a request that has just come in; the caller completes the returned entry. */
  open(entry: Omit<LoggedRequest, 'id'>): LoggedRequest {
    const logged: LoggedRequest = {
      ...entry,
      id: this.#nextId++,
      path: entry.path.replace(SECRET_PARAMETERS, '$1***'),
    };
    this.#entries.push(logged);
    if (this.#entries.length > CAPACITY) this.#entries.shift();
    return logged;
  }

  list(filter: RequestFilter = {}): LoggedRequest[] {
    const pattern =
      filter.path === undefined ? undefined : new RegExp(filter.path);
    return this.#entries.filter(
      entry =>
        (!filter.method || entry.method === filter.method.toUpperCase()) &&
        (!pattern || pattern.test(entry.path)) &&
        (!filter.login || entry.login === filter.login) &&
        (filter.status === undefined || entry.status === filter.status),
    );
  }

  clear(): void {
    this.#entries = [];
  }
}
