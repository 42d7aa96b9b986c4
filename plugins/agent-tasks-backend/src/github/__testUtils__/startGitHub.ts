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
  startSimulator,
  type RunningSimulator,
} from 'github-agent-tasks-simulator';
import { OctokitGitHubClient } from '../OctokitGitHubClient';
import type { GitHubClient, GitHubTaskDetail } from '../types';

export const REPOSITORY = 'acme/services';
export const PROMPT = 'Add a health check [brief 5f1c]';

/** A simulated GitHub whose time stands still, and a client of it. */
export interface TestGitHub {
  simulator: RunningSimulator;
  client: GitHubClient;
  /** Of ada-nwosu, who may write to {@link REPOSITORY}. */
  token: string;
  /** The body of a POST, with other fields where a test wants them. */
  body(fields?: object): string;
  createClient(requestTimeoutMs: number): GitHubClient;
  tokenOf(login: string): Promise<string>;
  /** Starts a task and lets it live for some simulated seconds. */
  startTask(seconds: number, fields?: object): Promise<GitHubTaskDetail>;
}

export async function startGitHub(): Promise<TestGitHub> {
  const simulator = await startSimulator({ frozen: true, history: false });
  const createClient = (requestTimeoutMs: number) =>
    OctokitGitHubClient.create({
      settings: {
        host: simulator.host,
        apiBaseUrl: simulator.apiBaseUrl,
        graphqlUrl: simulator.graphqlUrl,
        apiVersion: '2026-03-10',
        requestTimeoutMs,
      },
      retryBaseMs: 1,
    });
  const tokenOf = async (login: string) =>
    (await simulator.control.createToken({ login })).token;
  const body = (fields: object = {}) =>
    JSON.stringify({ prompt: PROMPT, create_pull_request: true, ...fields });
  const client = createClient(20_000);
  const token = await tokenOf('ada-nwosu');
  return {
    simulator,
    client,
    token,
    body,
    createClient,
    tokenOf,
    async startTask(seconds, fields) {
      // A token of its own: with one, GitHub wants a second between two writes.
      const outcome = await client.createTask({
        token: await tokenOf('ada-nwosu'),
        repository: REPOSITORY,
        body: body(fields),
      });
      if (outcome.kind !== 'accepted') throw outcome.error;
      await simulator.control.advance(seconds * 1_000);
      return (await client.getTask(token, REPOSITORY, outcome.task.id))!;
    },
  };
}
