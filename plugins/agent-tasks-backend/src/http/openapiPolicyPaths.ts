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
  createRuleRequestSchema,
  deleteRuleRequestSchema,
  limitUseSchema,
  listPolicyChangesResponseSchema,
  policyChangeSchema,
  policyDecisionRequestSchema,
  policyDecisionSchema,
  policyLimitsSchema,
  policyRuleEntrySchema,
  policyRuleSchema,
  policySchema,
  previewRuleRequestSchema,
  rulePreviewSchema,
  ruleVerdictSchema,
  updateRuleRequestSchema,
  type AgentTasksErrorCode,
} from 'backstage-plugin-agent-tasks-common';
import { errorResponses } from './openapiResponses';

/** The JSON schemas of {@link policyPaths}. */
export const policySchemas = {
  Policy: policySchema,
  PolicyLimits: policyLimitsSchema,
  PolicyRule: policyRuleSchema,
  PolicyRuleEntry: policyRuleEntrySchema,
  PolicyChange: policyChangeSchema,
  PolicyChangeList: listPolicyChangesResponseSchema,
  CreateRuleRequest: createRuleRequestSchema,
  UpdateRuleRequest: updateRuleRequestSchema,
  DeleteRuleRequest: deleteRuleRequestSchema,
  PreviewRuleRequest: previewRuleRequestSchema,
  RulePreview: rulePreviewSchema,
  PolicyDecisionRequest: policyDecisionRequestSchema,
  PolicyDecision: policyDecisionSchema,
  RuleVerdict: ruleVerdictSchema,
  LimitUse: limitUseSchema,
};

const READ = 'Needs the permission agent-tasks.policy.read';
const UPDATE = 'Needs the permission agent-tasks.policy.update';

/** Who may start what. A token for GitHub is looked at for previews alone. */
export function policyPaths(changesParameters: object[]) {
  const id = {
    name: 'id',
    in: 'path',
    required: true,
    description: 'Of a rule of the admin page',
    schema: { type: 'string', format: 'uuid' },
  };
  return {
    '/v1/policy': {
      get: {
        operationId: 'getPolicy',
        summary:
          'The rules of app-config and of the admin page, and the limits that hold everywhere',
        description: READ,
        responses: answers('200', 'The policy as it is now', 'Policy', []),
      },
    },
    '/v1/policy/rules': {
      post: {
        operationId: 'createRule',
        summary: 'Add a rule to those of the admin page',
        description: UPDATE,
        requestBody: body('CreateRuleRequest'),
        responses: answers('201', 'Added', 'PolicyRuleEntry', [
          'validation_failed',
        ]),
      },
    },
    '/v1/policy/rules/{id}': {
      put: {
        operationId: 'updateRule',
        summary:
          'Change a rule of the admin page: the whole rule, and the version from which the change begins',
        description: UPDATE,
        parameters: [id],
        requestBody: body('UpdateRuleRequest'),
        responses: answers('200', 'Changed', 'PolicyRuleEntry', [
          'validation_failed',
          'rule_not_found',
          'rule_changed',
        ]),
      },
      delete: {
        operationId: 'deleteRule',
        summary: 'Delete a rule of the admin page; the history keeps it',
        description: UPDATE,
        parameters: [id],
        requestBody: body('DeleteRuleRequest'),
        responses: answers('204', 'Deleted', undefined, [
          'validation_failed',
          'rule_not_found',
          'rule_changed',
        ]),
      },
    },
    '/v1/policy/preview': {
      post: {
        operationId: 'previewRule',
        summary:
          'Which repositories a glob matches, of those in the catalog and of the caller on GitHub',
        description: READ,
        parameters: [{ $ref: '#/components/parameters/GitHubToken' }],
        requestBody: body('PreviewRuleRequest'),
        responses: answers('200', 'What it matches', 'RulePreview', [
          'validation_failed',
          'github_token_unsupported',
          'github_identity_mismatch',
        ]),
      },
    },
    '/v1/policy/decision': {
      post: {
        operationId: 'tryPolicy',
        summary:
          'Whether somebody may start a task, and why (not); nothing is started',
        description: READ,
        requestBody: body('PolicyDecisionRequest'),
        responses: answers('200', 'What would be decided', 'PolicyDecision', [
          'validation_failed',
        ]),
      },
    },
    '/v1/policy/changes': {
      get: {
        operationId: 'listPolicyChanges',
        summary: 'Every change of the rules of the admin page, newest first',
        description: READ,
        parameters: changesParameters,
        responses: answers('200', 'The changes', 'PolicyChangeList', [
          'validation_failed',
        ]),
      },
    },
    '/v1/policy/export.yaml': {
      get: {
        operationId: 'exportPolicy',
        summary:
          'The rules of both origins and the limits as YAML for app-config.yaml',
        description: READ,
        responses: {
          '200': {
            description: 'What has no effect is in comments',
            content: { 'text/yaml': { schema: { type: 'string' } } },
          },
          ...errorResponses(['permission_denied'], 'Error'),
        },
      },
    },
  };
}

function body(schema: keyof typeof policySchemas) {
  return { required: true, content: json(schema) };
}

function answers(
  status: string,
  description: string,
  schema: keyof typeof policySchemas | undefined,
  codes: AgentTasksErrorCode[],
) {
  return {
    [status]: { description, ...(schema && { content: json(schema) }) },
    ...errorResponses(['permission_denied', ...codes], 'Error'),
  };
}

function json(schema: keyof typeof policySchemas) {
  return {
    'application/json': { schema: { $ref: `#/components/schemas/${schema}` } },
  };
}
