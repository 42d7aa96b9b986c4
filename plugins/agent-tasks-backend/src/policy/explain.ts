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
  BASE_REF,
  CUSTOM_AGENT,
  IN_FORCE,
  MATCH,
  MODEL,
  SOURCE,
  SUBJECT,
  isHeadRefDenied,
  type Condition,
} from './conditions';
import { nameOfRule } from './ruleVerdict';
import { SOURCE_NAMES } from './sourceNames';
import type { DenialCode, PolicyRequest, PolicyRuleEntry } from './types';

const WHERE =
  'under agentTasks.policy.repositories or on the admin page of agent tasks';

/** What a person is told whom a rule denies a task. */
export function explainDenial(
  entry: PolicyRuleEntry,
  request: PolicyRequest,
): { code: DenialCode; message: string } {
  const { rule } = entry;
  const { repository, source } = request;
  if (entry.problem) {
    return {
      code: MATCH.code,
      message: `${repository} is closed to agent tasks for now. ${entry.problem} Tell a platform admin.`,
    };
  }
  const by = `(denied by ${nameOfRule(entry)})`;
  const choices = [
    {
      condition: MODEL,
      noun: 'model',
      list: rule.models,
      chosen: request.model,
    },
    {
      condition: CUSTOM_AGENT,
      noun: 'custom agent',
      list: rule.customAgents,
      chosen: request.customAgent,
    },
    {
      condition: BASE_REF,
      list: rule.baseRefs,
      ...(isHeadRefDenied(entry, request)
        ? { noun: 'head branch', chosen: request.headRef }
        : { noun: 'base branch', chosen: request.baseRef }),
    },
  ];
  const choice = choices.find(({ list }) => list);
  if (choice) {
    const { condition, noun, chosen, list } = choice;
    return {
      code: condition.code,
      message: chosen?.trim()
        ? `The ${noun} ${chosen} is not allowed for agent tasks in ${repository} ${by}. Choose another ${noun}, or ask a platform admin.`
        : `Naming a ${noun} is required for agent tasks in ${repository} ${by}. Choose one that is none of: ${list?.join(
            ', ',
          )}; or ask a platform admin.`,
    };
  }
  if (rule.sources) {
    return {
      code: SOURCE.code,
      message: `Agent tasks in ${repository} may not come by ${SOURCE_NAMES[source]} ${by}. Start it in another way, or ask a platform admin.`,
    };
  }
  const whom = rule.denyFor ? ` of ${rule.denyFor.join(', ')}` : '';
  return {
    code: MATCH.code,
    message: `The platform admins have closed ${repository} to agent tasks${whom} ${by}. Choose another repository, or ask a platform admin.`,
  };
}

/** What a person is told whose request no rule allows; `closest` meet everything up to the condition. */
export function explainMiss(
  condition: Condition,
  closest: PolicyRuleEntry[],
  request: PolicyRequest,
  now: number,
): string {
  const { repository, model, source } = request;
  const by = closest.length > 0 ? `(${nameOfRule(closest[0])})` : '';
  const rules = closest.map(({ rule }) => rule);
  switch (condition) {
    case IN_FORCE:
      return `No rule in force allows agent tasks in ${repository}; of ${nameOfRule(
        closest[0],
      )}: ${condition.miss(closest[0], request, now)}. Ask a platform admin.`;
    case SUBJECT:
      return `Agent tasks in ${repository} are only for ${listed(
        rules.map(({ allow }) => allow),
      )} ${by}. Ask one of them, or ask a platform admin to add you ${WHERE}.`;
    case SOURCE:
      return `Agent tasks in ${repository} may not come by ${
        SOURCE_NAMES[source]
      } ${by}. They may come by ${listed(
        rules.map(({ sources }) => sources?.map(one => SOURCE_NAMES[one])),
      )}; or ask a platform admin.`;
    case MODEL:
      return `${describeChoice(
        'model',
        model,
      )} in ${repository} ${by}. ${advise(rules.map(({ models }) => models))}`;
    case CUSTOM_AGENT:
      return `${describeChoice(
        'custom agent',
        request.customAgent,
      )} in ${repository}${model ? ` with model ${model}` : ''} ${by}. ${advise(
        rules.map(({ customAgents }) => customAgents),
      )}`;
    case BASE_REF:
      return `${describeChoice(
        'base branch',
        request.baseRef,
      )} in ${repository} ${by}. ${advise(
        rules.map(({ baseRefs }) => baseRefs),
      )}`;
    default:
      return `No rule allows agent tasks in ${repository}. Ask a platform admin to add it ${WHERE}.`;
  }
}

function describeChoice(noun: string, chosen: string | undefined): string {
  return chosen?.trim()
    ? `The ${noun} ${chosen} is not allowed for agent tasks`
    : `Naming a ${noun} is required for agent tasks`;
}

function advise(lists: (string[] | undefined)[]): string {
  return `Choose one of: ${listed(lists)}.`;
}

function listed(lists: (string[] | undefined)[]): string {
  return [...new Set(lists.flatMap(list => list ?? []))].sort().join(', ');
}
