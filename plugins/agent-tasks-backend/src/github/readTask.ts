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

import { parseTaskState } from 'backstage-plugin-agent-tasks-common';
import { safeUrl } from './safeUrl';
import type { SessionAnswer, TaskAnswer } from './schemas';
import type {
  GitHubSession,
  GitHubTask,
  GitHubTaskDetail,
  GitHubUsage,
} from './types';

/**
 * A task as the rest of the plugin knows it. `receivedAt` stands in for
 * `created_at` where GitHub left that out, as it may in the answer to a POST.
 */
export function readTask(answer: TaskAnswer, receivedAt: Date): GitHubTask {
  const { creator, repository, artifacts } = answer;
  const ofType = (type: string) =>
    artifacts.find(artifact => artifact.type === type)?.data;
  const branch = ofType('branch');
  return withoutUndefined({
    id: answer.id,
    state: parseTaskState(answer.state),
    rawState: answer.state,
    name: answer.name,
    htmlUrl: safeUrl(answer.html_url),
    creatorId: creator?.id,
    repositoryId: repository?.id,
    repository: repository?.full_name,
    sessionCount: answer.session_count,
    pull: readPull(ofType('pull')),
    branch: branch?.head_ref
      ? { headRef: branch.head_ref, baseRef: branch.base_ref ?? '' }
      : undefined,
    createdAt:
      answer.created_at ?? answer.updated_at ?? receivedAt.toISOString(),
    updatedAt: answer.updated_at,
  });
}

/** One of the two ids must be there: without, the entry leads nowhere. */
function readPull(
  data: TaskAnswer['artifacts'][number]['data'] | undefined,
): GitHubTask['pull'] {
  const { id, global_id: globalId } = data ?? {};
  if (id === undefined && !globalId) return undefined;
  return withoutUndefined({ id, globalId: globalId || undefined });
}

/** A task with its sessions. */
export function readTaskDetail(
  answer: TaskAnswer,
  receivedAt: Date,
): GitHubTaskDetail {
  const sessions = answer.sessions.map(readSession);
  return {
    ...readTask(answer, receivedAt),
    // Each once: they are added up, and stored by their id.
    sessions: [...new Map(sessions.map(one => [one.id, one])).values()],
  };
}

function readSession(answer: SessionAnswer): GitHubSession {
  const { error } = answer;
  return withoutUndefined({
    id: answer.id,
    state: parseTaskState(answer.state),
    rawState: answer.state,
    name: answer.name,
    prompt: answer.prompt,
    headRef: answer.head_ref || undefined,
    baseRef: answer.base_ref || undefined,
    model: readModel(answer.model),
    usage: readUsage(answer.usage),
    error: (typeof error === 'string' ? error : error?.message) || undefined,
    createdAt: answer.created_at,
    updatedAt: answer.updated_at,
    completedAt: answer.completed_at,
  });
}

/** Sent as `gpt-5.4`, it comes back as `sweagent-capi:gpt-5.4`; a blank one is that of a CLI session. */
function readModel(model: string | undefined): string | undefined {
  return model?.slice(model.indexOf(':') + 1) || undefined;
}

/** `ai_credits` are billionths; `premium_requests`, of older sessions, are plain and may be fractions. */
function readUsage(usage: SessionAnswer['usage']): GitHubUsage | undefined {
  const amount = usage?.amount ?? usage?.credits;
  if (amount === undefined) return undefined;
  switch (usage?.type) {
    case 'ai_credits':
      return { aiCreditsNano: BigInt(Math.round(amount)).toString() };
    case 'premium_requests':
      return { premiumRequests: amount };
    default:
      return undefined;
  }
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as T;
}
