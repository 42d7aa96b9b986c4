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

import type { GitHubClient, GitHubTaskDetail } from '../github/types';
import {
  CLOCK_SKEW_MS,
  distanceBetween,
  isMadeInTime,
  MADE_WITHIN_MS,
  reconcile,
  type UnansweredIntent,
} from './reconcile';
import type { TaskStore } from './TaskStore';
import type { StoredTask } from './types';

/** Details that one look for lost tasks reads at most. */
const MAX_CANDIDATES = 20;

/** A dispatch whose answer was lost, and the task of GitHub's that came of it. */
export interface FoundTask {
  task: StoredTask;
  gitHubTask: GitHubTaskDetail;
}

/**
 * Looks on GitHub for the tasks of dispatches whose answers were lost, all of
 * one account on GitHub and one repository. Reads only.
 *
 * The order matters. What GitHub lists was sent before it was listed, and
 * whoever sent it had written that down before (`sentAt`). So intents that are
 * read after the listing include the one of every task in it, and none is given
 * away whose own dispatch is not on the table. The known ids are read last: a
 * dispatch that is accepted meanwhile is then either still among the intents, or
 * its task among the known ones.
 */
export async function findLostTasks(options: {
  client: GitHubClient;
  store: TaskStore;
  token: string;
  /** At least one. */
  lost: StoredTask[];
}): Promise<FoundTask[]> {
  const { client, store, token, lost } = options;
  const [{ repository, githubUserId, host }] = lost;
  const oldest = Math.min(...lost.map(task => Date.parse(sentAtOf(task))));
  const listed = await listTasks(client, token, {
    repository,
    githubUserId,
    since: new Date(oldest - CLOCK_SKEW_MS).toISOString(),
  });
  const known = await store.knownGitHubTaskIds(
    host,
    listed.map(({ id }) => id),
  );
  const distance = (createdAt: string) =>
    Math.min(...lost.map(task => distanceBetween(createdAt, sentAtOf(task))));
  const toRead = listed
    .filter(
      ({ id, createdAt }) =>
        !known.has(id) &&
        lost.some(task => isMadeInTime(createdAt, sentAtOf(task))),
    )
    .sort((a, b) => distance(a.createdAt) - distance(b.createdAt))
    .slice(0, MAX_CANDIDATES);
  const details = await Promise.all(
    toRead.map(({ id }) => client.getTask(token, repository, id)),
  );
  const candidates = details.filter(detail => detail !== undefined);

  const intents = await store.listUnanswered({
    host,
    githubUserId,
    repository,
    sentSince: new Date(oldest - CLOCK_SKEW_MS - MADE_WITHIN_MS).toISOString(),
  });
  const found = reconcile({
    intents: intents.map(toIntent),
    candidates,
    knownTaskIds: await store.knownGitHubTaskIds(
      host,
      candidates.map(({ id }) => id),
    ),
  });
  return intents.flatMap(task => {
    const gitHubTask = found.get(task.id);
    return gitHubTask ? [{ task, gitHubTask }] : [];
  });
}

async function listTasks(
  client: GitHubClient,
  token: string,
  options: { repository: string; githubUserId: number; since: string },
) {
  const { repository, githubUserId: creatorId, since } = options;
  const lists = await Promise.all(
    // A task can be archived before it is found.
    [false, true].map(archived =>
      client.listRepositoryTasks(token, repository, {
        creatorId,
        since,
        archived,
      }),
    ),
  );
  return (
    lists
      .flatMap(({ tasks }) => tasks)
      // Whatever GitHub makes of `creator_id`: another person may have sent the same words.
      .filter(task => (task.creatorId ?? creatorId) === creatorId)
  );
}

function toIntent(task: StoredTask): UnansweredIntent {
  const { id, prompt } = task;
  return { id, prompt, sentAt: sentAtOf(task), status: statusOf(task) };
}

function statusOf({ dispatch, tracking }: StoredTask) {
  if (dispatch.status === 'pending') return 'sending';
  return tracking.reason === 'abandoned' ? 'abandoned' : 'lost';
}

function sentAtOf({ sentAt, createdAt }: StoredTask): string {
  return sentAt ?? createdAt;
}
