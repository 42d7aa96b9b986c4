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

import type { startTestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';
import type { Door } from '../types';

type Server = Awaited<ReturnType<typeof startTestBackend>>['server'];

/** GitHub's names of the portal's fields. */
const NAMES: Record<string, string> = {
  baseRef: 'base_ref',
  headRef: 'head_ref',
  customAgent: 'custom_agent',
  createPullRequest: 'create_pull_request',
};

/** `POST /agents/repos/{owner}/{repo}/tasks`, as a client of GitHub's API calls it. */
export function proxyDoor(server: Server): Door {
  return async attempt => {
    const { repository, ...fields } = attempt.request;
    // What stands behind the first slash is the name, whatever it holds.
    const [, owner, repo] = /^([^/]*)\/(.*)$/s.exec(String(repository))!;
    const body = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [NAMES[key] ?? key, value]),
    );
    const answer = await request(server)
      .post(
        `/api/agent-tasks/github/agents/repos/${encodeURIComponent(
          owner,
        )}/${encodeURIComponent(repo)}/tasks`,
      )
      .set('authorization', attempt.authorization)
      .set('content-type', 'application/json')
      .set(attempt.gitHubToken ? { 'x-github-token': attempt.gitHubToken } : {})
      .send(attempt.body ?? JSON.stringify(body));
    const { code, message, documentation_url: url } = answer.body;
    if (answer.ok) return { status: answer.status, message: '' };
    if (typeof message !== 'string' || typeof url !== 'string') {
      throw new Error(`Not GitHub's shape: ${answer.text}`);
    }
    return { code, status: answer.status, message };
  };
}
