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
 * What a refusal of GitHub means. GitHub publishes no error texts for agent
 * tasks, so status and headers decide and texts only where nothing else tells;
 * the order for 403 is §1.7 of github-agent-tasks-api.md. Pure.
 */
import { AgentTasksError } from 'backstage-plugin-agent-tasks-common';
import type { NoAnswerError } from './exchange';
import { safeUrl } from './safeUrl';
import { readErrorBody, type GitHubErrorBody } from './schemas';
import type { GitHubAnswer } from './types';

/** What was asked for: the same status means different things. */
export type GitHubOperation =
  | 'create-task'
  | 'list-tasks'
  | 'list-repository-tasks'
  | 'get-task'
  | 'other';

/** Seconds to wait after a secondary limit that names none (docs.github.com, "Rate limits for the REST API"). */
const SECONDARY_LIMIT_SECONDS = 60;

/** GitHub counts by the hour: whatever names more than a day is a mistake. */
const LONGEST_LIMIT_SECONDS = 24 * 60 * 60;

/** Turns an answer that is no success into the refusal that people and programs get. */
export function triage(
  answer: GitHubAnswer,
  operation: GitHubOperation,
  now: Date,
): AgentTasksError {
  const { status } = answer;
  const body = readErrorBody(answer.body);
  if (status === 403 || status === 429) {
    return triageForbidden(answer, body, operation, now);
  }
  if (status === 401) {
    return new AgentTasksError(
      'github_sign_in_required',
      'GitHub does not accept your sign-in any more: it has expired or was revoked. Sign in to GitHub again.',
    );
  }
  if (status === 404) return triageNotFound(operation);
  if (status === 400 || (status >= 405 && status < 500)) {
    return new AgentTasksError(
      'github_rejected',
      `GitHub rejected the request: ${reasonsOf(body, status)}`,
    );
  }
  if (status >= 300 && status < 400) {
    return new AgentTasksError(
      'github_rejected',
      'GitHub answered that the repository has moved. Use its new name, as its page on GitHub shows it.',
    );
  }
  return new AgentTasksError(
    'github_unavailable',
    `GitHub answered with ${
      status < 300 ? 'something that could not be read' : `status ${status}`
    }. Try again in a few minutes; www.githubstatus.com tells whether GitHub has a problem.`,
  );
}

/** The refusal where no answer came at all. */
export function triageNoAnswer({ reason }: NoAnswerError): AgentTasksError {
  if (reason === 'timeout') {
    return new AgentTasksError(
      'github_timeout',
      'GitHub did not answer in time. Try again in a few minutes; www.githubstatus.com tells whether GitHub has a problem.',
    );
  }
  return new AgentTasksError(
    'github_unavailable',
    reason === 'unsent'
      ? 'The portal could not connect to GitHub. Try again in a few minutes; if it goes on, ask a platform admin to check the apiBaseUrl of integrations.github and the network.'
      : 'The connection to GitHub broke before its answer arrived. Try again in a few minutes.',
  );
}

/**
 * Seconds to wait, if the answer is that of a rate limit. GitHub's times are
 * compared with GitHub's own clock where the answer tells it, as ours may jump.
 */
export function rateLimitSeconds(
  answer: GitHubAnswer,
  now: Date,
): number | undefined {
  const { headers } = answer;
  const answeredAt = Date.parse(headers.date ?? '') || now.getTime();
  const within = (seconds: number) =>
    Math.min(LONGEST_LIMIT_SECONDS, Math.max(1, Math.ceil(seconds)));
  const secondsUntil = (time: number) => within((time - answeredAt) / 1000);

  const retryAfter = headers['retry-after'];
  if (retryAfter !== undefined) {
    if (/^\d+$/.test(retryAfter)) return within(Number(retryAfter));
    const date = Date.parse(retryAfter);
    return Number.isNaN(date) ? SECONDARY_LIMIT_SECONDS : secondsUntil(date);
  }
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset']);
    return reset > 0 ? secondsUntil(reset * 1000) : SECONDARY_LIMIT_SECONDS;
  }
  const isLimit =
    answer.status === 429 ||
    /rate limit/i.test(readErrorBody(answer.body).message);
  return isLimit ? SECONDARY_LIMIT_SECONDS : undefined;
}

function triageForbidden(
  answer: GitHubAnswer,
  body: GitHubErrorBody,
  operation: GitHubOperation,
  now: Date,
): AgentTasksError {
  const retryAfter = rateLimitSeconds(answer, now);
  if (retryAfter !== undefined) return rateLimited(retryAfter);

  const sso = /^required;\s*url=(\S+)/.exec(
    answer.headers['x-github-sso'] ?? '',
  );
  if (sso) {
    const url = safeUrl(sso[1]);
    return new AgentTasksError(
      'sso_required',
      "The organization requires single sign-on for this. Authorize your sign-in at the organization's page (the link is good for one hour), then try again.",
      url ? { url } : {},
    );
  }
  if (body.code === 'copilot_plan_required') {
    return new AgentTasksError(
      'copilot_plan_required',
      'Your GitHub account has no Copilot plan with the cloud agent. Ask whoever administers Copilot in your organization, or see your Copilot settings on GitHub.',
    );
  }
  if (/resource not accessible/i.test(body.message)) {
    const needed = answer.headers['x-accepted-github-permissions'];
    return new AgentTasksError(
      'permission_denied',
      `Your GitHub token lacks ${
        needed ? `the permission ${clip(needed)}` : 'a permission'
      }. Sign in to GitHub again and grant it, or use a token that has it${
        operation === 'create-task'
          ? '; you must also be able to write to the repository'
          : ''
      }.`,
    );
  }
  if (operation === 'create-task' || operation === 'list-repository-tasks') {
    return new AgentTasksError(
      'agent_not_available',
      'GitHub does not let you use the agent in this repository: it is off here or in the organization, or you may not write to the repository. Ask an admin of the repository.',
    );
  }
  return new AgentTasksError(
    'permission_denied',
    'GitHub refused access. Check on GitHub that you can see the repository and may use Copilot there, then sign in again.',
  );
}

/** The refusal of a rate limit that lets calls through again after so many seconds. */
export function rateLimited(retryAfter: number): AgentTasksError {
  return new AgentTasksError(
    'github_rate_limited',
    `GitHub has had too many requests from your account. Try again in ${
      retryAfter < 120
        ? `${retryAfter} seconds`
        : `${Math.ceil(retryAfter / 60)} minutes`
    }.`,
    { retryAfter },
  );
}

/** Whether the next call with the same token would most likely meet the same. */
export function concernsToken({ code }: AgentTasksError): boolean {
  return [
    'github_sign_in_required',
    'github_rate_limited',
    'github_unavailable',
    'github_timeout',
  ].includes(code);
}

function triageNotFound(operation: GitHubOperation): AgentTasksError {
  if (operation === 'get-task') {
    return new AgentTasksError(
      'task_not_found',
      'GitHub does not show you a task with this id. It may belong to another repository or person, or you may have lost access.',
    );
  }
  return new AgentTasksError(
    'agent_not_available',
    operation === 'list-tasks'
      ? 'This GitHub does not offer agent tasks, or not to you. Ask a platform admin whether agentTasks.github.host names the right one.'
      : 'GitHub does not show this repository to you, or its agent is off. Check the name and your access on GitHub, or ask an admin of the repository.',
  );
}

function reasonsOf(body: GitHubErrorBody, status: number): string {
  const reasons = body.errors.map(({ code, message }) => message ?? code);
  const told = [...new Set(reasons)].filter(reason => reason !== undefined);
  const text = told.length > 0 ? told.join('; ') : body.message;
  return text ? clip(text) : `it gave no reason (status ${status}).`;
}

/** What looks like a token, by its prefix (facts §5). */
const TOKEN = /\b(?:gh[a-z]_|github_pat_)\w+/g;

/** GitHub's words are shown, but not pages of them, and nothing that is no text, or a token. */
function clip(text: string): string {
  const plain = text
    // eslint-disable-next-line no-control-regex
    .replace(/[\x00-\x1f\x7f]+/g, ' ')
    .replace(TOKEN, '(a token)')
    .trim();
  return plain.length > 500 ? `${plain.slice(0, 500)}…` : plain;
}
