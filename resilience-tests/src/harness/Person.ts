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

import {
  AgentTasksClient,
  type StartTaskRequest,
  type StartTaskResult,
  type TaskDetail,
} from 'backstage-plugin-agent-tasks-common';
import { BENCH_USER_HEADER } from 'benchmarks/src/setup/benchSignInModule';
import type { Replica } from './Replica';

/** Someone who is signed in to the portal and to GitHub, by the same name. */
export class Person {
  readonly login: string;
  readonly gitHubToken: string;
  /** Backstage's, by the address of the replica that gave it. */
  readonly #tokens = new Map<string, string>();

  constructor(login: string, gitHubToken: string) {
    this.login = login;
    this.gitHubToken = gitHubToken;
  }

  get userEntityRef(): string {
    return `user:default/${this.login}`;
  }

  /** Any replica takes the token of any other; each is asked once all the same. */
  async signIn(replica: Replica): Promise<string> {
    const known = this.#tokens.get(replica.url);
    if (known) return known;
    const response = await fetch(`${replica.url}/api/auth/bench/refresh`, {
      headers: { [BENCH_USER_HEADER]: this.login },
    });
    const body = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(body));
    const { token } = body.backstageIdentity;
    this.#tokens.set(replica.url, token);
    return token;
  }

  /** Forgets Backstage's tokens, as when the portal's page is loaded anew. */
  signOut(): void {
    this.#tokens.clear();
  }

  async start(
    replica: Replica,
    request: Partial<StartTaskRequest>,
    idempotencyKey?: string,
  ): Promise<StartTaskResult> {
    return clientOf(replica).startTask(
      { repository: 'acme/services', prompt: 'Add a health check', ...request },
      { ...(await this.#options(replica)), idempotencyKey },
    );
  }

  async task(replica: Replica, id: string): Promise<TaskDetail> {
    return clientOf(replica).getTask(id, await this.#options(replica));
  }

  async check(replica: Replica, id: string): Promise<TaskDetail> {
    return clientOf(replica).checkTask(id, await this.#options(replica));
  }

  async abandon(replica: Replica, id: string): Promise<TaskDetail> {
    return clientOf(replica).abandonTask(id, await this.#options(replica));
  }

  async #options(replica: Replica) {
    return {
      token: await this.signIn(replica),
      gitHubToken: this.gitHubToken,
    };
  }
}

function clientOf({ url }: Replica): AgentTasksClient {
  return new AgentTasksClient({
    getBaseUrl: async () => `${url}/api/agent-tasks`,
    fetch,
  });
}
