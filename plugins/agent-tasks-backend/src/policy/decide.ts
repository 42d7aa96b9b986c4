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
 * Policy: which repositories are open to tasks, for whom and with what.
 *
 * Nothing is allowed until a rule allows it. A request is allowed if no rule
 * with `deny` matches its repository and at least one other rule matches
 * repository, user, model and custom agent together. The order of rules has no
 * meaning. Decisions are pure: the same rules and request give the same answer,
 * and nothing is remembered, so a crash cannot leave a decision half made.
 * Whether GitHub lets the user do it is another question, asked of GitHub.
 */
import { matchesRepository } from './matchRepository';
import type { Decision, Policy, PolicyRequest, PolicyRule } from './types';

const WHERE = 'agentTasks.policy.repositories';

/** Whether the user may start this task, and if not, what came closest to allowing it. */
export function decide(
  policy: Pick<Policy, 'rules'>,
  request: PolicyRequest,
): Decision {
  const { repository, model, customAgent } = request;
  const matching = policy.rules.filter(rule =>
    matchesRepository(rule, repository),
  );
  const denial = matching.find(rule => rule.deny);
  if (denial) {
    return refuse(
      'repository_not_allowed',
      `The platform admins have closed ${repository} to agent tasks (a rule under ${WHERE} denies '${denial.match}'). Choose another repository, or ask a platform admin.`,
      denial,
    );
  }
  if (matching.length === 0) {
    return refuse(
      'repository_not_allowed',
      `No rule allows agent tasks in ${repository}. Ask a platform admin to add it under ${WHERE}.`,
    );
  }
  const forUser = rulesForUser(matching, request.ownershipEntityRefs);
  if (forUser.length === 0) {
    return refuse(
      'repository_not_allowed',
      `Agent tasks in ${repository} are only for ${namesOf(
        matching,
        'allow',
      )}. Ask one of them, or ask a platform admin to add you under ${WHERE}.`,
      matching[0],
    );
  }
  const withModel = forUser.filter(rule => permits(rule.models, model));
  const allowing = withModel.find(rule =>
    permits(rule.customAgents, customAgent),
  );
  if (allowing) return { allowed: true, rule: allowing };

  if (withModel.length > 0) {
    return refuse(
      'custom_agent_not_allowed',
      `${describeChoice('custom agent', customAgent)} in ${repository}${
        model ? ` with model ${model}` : ''
      }. Choose one of: ${namesOf(withModel, 'customAgents')}.`,
      withModel[0],
    );
  }
  // Only advise a model that, with the custom agent as it is, would be allowed.
  const withAgent = forUser.filter(rule =>
    permits(rule.customAgents, customAgent),
  );
  const closest = withAgent.length > 0 ? withAgent : forUser;
  return refuse(
    'model_not_allowed',
    `${describeChoice(
      'model',
      model,
    )} in ${repository}. Choose one of: ${namesOf(closest, 'models')}.`,
    closest[0],
  );
}

/** Of rules that match a repository, those that speak of this user. */
export function rulesForUser(
  rules: PolicyRule[],
  ownershipEntityRefs: string[],
): PolicyRule[] {
  const refs = new Set(
    ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US')),
  );
  return rules.filter(
    ({ allow }) => allow === undefined || allow.some(ref => refs.has(ref)),
  );
}

/** A list must hold the choice; no choice could turn out to be any. */
function permits(list: string[] | undefined, choice: string | undefined) {
  return list === undefined || (choice !== undefined && list.includes(choice));
}

function describeChoice(kind: string, choice: string | undefined): string {
  return choice === undefined
    ? `Naming a ${kind} is required for agent tasks`
    : `The ${kind} ${choice} is not allowed for agent tasks`;
}

function namesOf(
  rules: PolicyRule[],
  key: 'models' | 'customAgents' | 'allow',
): string {
  return [...new Set(rules.flatMap(rule => rule[key] ?? []))].sort().join(', ');
}

function refuse(
  code: Extract<Decision, { allowed: false }>['code'],
  message: string,
  rule?: PolicyRule,
): Decision {
  return { allowed: false, code, message, ...(rule && { rule }) };
}
