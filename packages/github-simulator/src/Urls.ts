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

import type { PullRequest, Repository } from './state';

/** The addresses that the simulator hands out. All of them lead somewhere. */
export class Urls {
  /** `http://localhost:PORT`; set once the port is known. */
  base: string;

  constructor(base: string) {
    this.base = base;
  }

  /** The REST API as on GitHub Enterprise Server, without a trailing slash. */
  get api(): string {
    return `${this.base}/api/v3`;
  }

  repository({ ownerLogin, name }: Repository): string {
    return `${this.base}/${ownerLogin}/${name}`;
  }

  repositoryApi({ ownerLogin, name }: Repository): string {
    return `${this.api}/repos/${ownerLogin}/${name}`;
  }

  pullRequest(repository: Repository, pull: PullRequest): string {
    return `${this.repository(repository)}/pull/${pull.number}`;
  }

  pullRequestApi(repository: Repository, pull: PullRequest): string {
    return `${this.repositoryApi(repository)}/pulls/${pull.number}`;
  }
}
