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
  startTaskRequestSchema,
  type StartTaskRequest,
} from 'backstage-plugin-agent-tasks-common';

/** What a person has filled in to start a task; an empty text means "not given". */
export type StartTaskDraft = {
  repository: string;
  prompt: string;
  model: string;
  customAgent: string;
  baseRef: string;
  /** The branch of an open pull request, to go on with it. */
  headRef: string;
  createPullRequest: boolean;
  entityRef: string;
};

/** What a dialog may be opened with. */
export type StartTaskDefaults = Partial<StartTaskDraft>;

/** What the rules allow in a repository; any if absent. */
type AllowedChoices = { models?: string[]; customAgents?: string[] };

/** What is wrong with a draft, per field. */
export type DraftIssues = Partial<Record<keyof StartTaskDraft, string>>;

/** A draft with defaults filled in. */
export function createDraft(defaults: StartTaskDefaults): StartTaskDraft {
  return {
    repository: defaults.repository ?? '',
    prompt: defaults.prompt ?? '',
    model: defaults.model ?? '',
    customAgent: defaults.customAgent ?? '',
    baseRef: defaults.baseRef ?? '',
    headRef: defaults.headRef ?? '',
    createPullRequest: defaults.createPullRequest ?? true,
    entityRef: defaults.entityRef ?? '',
  };
}

/**
 * The draft as far as the rules of its repository leave a choice: a choice that
 * is not allowed is dropped, the only one allowed is taken.
 */
export function fitDraft(
  draft: StartTaskDraft,
  allowed: AllowedChoices | undefined,
): StartTaskDraft {
  return {
    ...draft,
    model: fitChoice(draft.model, allowed?.models),
    customAgent: fitChoice(draft.customAgent, allowed?.customAgents),
  };
}

function fitChoice(choice: string, allowed: string[] | undefined): string {
  if (!allowed || allowed.includes(choice)) return choice;
  return allowed.length === 1 ? allowed[0] : '';
}

/**
 * Checks a draft with the schema that the portal checks with, and against the
 * rules of its repository.
 */
export function validateDraft(
  draft: StartTaskDraft,
  allowed: AllowedChoices | undefined,
  words: { modelRequired: string; customAgentRequired: string },
): { request?: StartTaskRequest; issues: DraftIssues } {
  const parsed = startTaskRequestSchema.safeParse(requestOf(draft));
  const issues: DraftIssues = {};
  for (const issue of parsed.error?.issues ?? []) {
    const field = issue.path[0] as keyof StartTaskDraft;
    issues[field] ??= issue.message;
  }
  if (allowed?.models && !allowed.models.includes(draft.model))
    issues.model = words.modelRequired;
  if (
    allowed?.customAgents &&
    !allowed.customAgents.includes(draft.customAgent)
  )
    issues.customAgent = words.customAgentRequired;
  return Object.keys(issues).length === 0
    ? { request: parsed.data, issues }
    : { issues };
}

function requestOf(draft: StartTaskDraft): StartTaskRequest {
  return {
    repository: draft.repository.trim(),
    prompt: draft.prompt,
    baseRef: draft.baseRef.trim() || undefined,
    headRef: draft.headRef.trim() || undefined,
    model: draft.model.trim() || undefined,
    customAgent: draft.customAgent.trim() || undefined,
    createPullRequest: draft.createPullRequest,
    entityRef: draft.entityRef || undefined,
  };
}
