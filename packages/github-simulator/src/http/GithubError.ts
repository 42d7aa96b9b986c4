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

import type { ResponseBody, Schema } from '../rest/openapi';

const DOCUMENTATION_URL = 'https://docs.github.com/rest';

/** One entry of `errors`, in the shape of the agent task endpoints: no `field`, no `resource`. */
export type GithubErrorDetail = NonNullable<
  ResponseBody<'agent-tasks/create-task-in-repo', 422>['errors']
>[number];

/** A refusal in GitHub's words. Thrown by handlers, written by `errorHandler`. */
export class GithubError extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly #extra: Record<string, unknown>;

  constructor(
    status: number,
    message: string,
    options: {
      errors?: GithubErrorDetail[];
      headers?: Record<string, string>;
      /** Further top-level fields, e.g. `code`. */
      extra?: Record<string, unknown>;
    } = {},
  ) {
    super(message);
    this.name = 'GithubError';
    this.status = status;
    this.headers = options.headers ?? {};
    this.#extra = {
      ...(options.errors && { errors: options.errors }),
      ...options.extra,
    };
  }

  get body(): Schema<'basic-error'> {
    return {
      message: this.message,
      documentation_url: DOCUMENTATION_URL,
      status: String(this.status),
      ...this.#extra,
    };
  }
}

/** Also the answer to whatever the caller must not know to exist (behaviour 45). */
export function notFound(): GithubError {
  return new GithubError(404, 'Not Found');
}

export function badCredentials(): GithubError {
  return new GithubError(401, 'Bad credentials');
}

export function validationFailed(...errors: GithubErrorDetail[]): GithubError {
  return new GithubError(422, 'Validation Failed', { errors });
}
