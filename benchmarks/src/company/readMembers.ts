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

import { randomUUID } from 'node:crypto';
import { eachOf } from '../setup/eachOf';
import type { Setup } from '../setup/startSetup';
import { taskRow, type TaskRow } from '../setup/taskRow';

/** A person of the simulated company, with unfinished tasks. */
export interface Member {
  userEntityRef: string;
  login: string;
  githubUserId: number;
  /** For GitHub. */
  token: string;
  /** As the portal would have written them, had they been started through it. */
  tasks: TaskRow[];
}

/** Everybody who owns some of the unfinished tasks that the simulator was started with. */
export async function readMembers(setup: Setup): Promise<Member[]> {
  const { control, githubUrl } = setup;
  const { host } = new URL(githubUrl);
  const running = await control.tasks({ state: 'in_progress' });
  const pulls = new Map(
    (await control.pullRequests()).map(pull => [
      `${pull.repository}#${pull.number}`,
      pull,
    ]),
  );
  const logins = [...new Set(running.map(({ creator }) => creator))];
  const members = await eachOf(logins, async login => {
    const { token } = await control.createToken({ login });
    const response = await fetch(`${githubUrl}/user`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { id: githubUserId } = await response.json();
    const userEntityRef = `user:default/${login}`;
    return { userEntityRef, login, githubUserId, token, tasks: [] } as Member;
  });
  const byLogin = new Map(members.map(member => [member.login, member]));
  for (const task of running) {
    const member = byLogin.get(task.creator)!;
    member.tasks.push(
      taskRow(host, {
        id: randomUUID(),
        githubTaskId: task.id,
        repository: task.repository!,
        requestedBy: member.userEntityRef,
        login: member.login,
        githubUserId: member.githubUserId,
        state: task.state,
        tracking: 'live',
        createdAt: new Date(task.createdAt).toISOString(),
        branch: task.branch,
        pull: pulls.get(`${task.repository}#${task.pullRequestNumber}`),
      }),
    );
  }
  return members;
}
