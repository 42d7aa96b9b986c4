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
  AgentTasksError,
  type CreateRuleRequest,
  type DeleteRuleRequest,
  type Policy,
  type PolicyChange,
  type PolicyDecision,
  type PolicyDecisionRequest,
  type PolicyRuleEntry,
  type RulePreview,
  type UpdateRuleRequest,
  type UsageQuery,
  type UsageReport,
} from 'backstage-plugin-agent-tasks-common';

const NOBODY = { tasks: 0, aiCreditsNano: '0', premiumRequests: 0 };

/** What platform admins do, in memory: rules with versions and history, and answers that a test sets. */
export class FakeAdminApi {
  policy: Policy = { rules: [], limits: {} };
  changes: PolicyChange[] = [];
  preview: RulePreview = { items: [], total: 0, gitHub: 'asked' };
  decision: PolicyDecision = {
    allowed: true,
    message: 'Yes.',
    groups: [],
    rules: [],
    limits: [],
  };
  usage: UsageReport = {
    from: '2026-09-01',
    to: '2026-11-22',
    groupBy: 'requestedBy',
    total: { ...NOBODY, unknownTasks: 0 },
    items: [],
    weeks: [],
  };
  /** What `/policy/preview` answers for some globs; `preview` for all others. */
  readonly previews: Record<string, RulePreview> = {};
  yaml = 'agentTasks:\n  policy:\n    repositories: []\n';
  /** Who acts: to do something as another admin, set it for that call. */
  admin = 'user:default/ada';
  /** Thrown by every call of this class while set. */
  adminError: Error | undefined;
  readonly tried: PolicyDecisionRequest[] = [];
  readonly previewed: string[] = [];
  readonly usageQueries: UsageQuery[] = [];

  async getPolicy() {
    this.#refuse();
    return this.policy;
  }

  async createRule(request: CreateRuleRequest): Promise<PolicyRuleEntry> {
    this.#refuse();
    const entry: PolicyRuleEntry = {
      id: `rule-${this.policy.rules.length + 1}`,
      origin: 'database',
      rule: request.rule,
      status: request.enabled === false ? 'disabled' : 'active',
      version: 1,
      ...stamp(this.admin),
    };
    this.policy = { ...this.policy, rules: [...this.policy.rules, entry] };
    this.#record(entry.id, 'created', request.reason, { after: entry.rule });
    return entry;
  }

  async updateRule(id: string, request: UpdateRuleRequest) {
    this.#refuse();
    const before = this.#require(id, request.version);
    const { updatedAt, updatedBy } = stamp(this.admin);
    const entry: PolicyRuleEntry = {
      ...before,
      rule: request.rule,
      status: request.enabled ? 'active' : 'disabled',
      version: request.version + 1,
      updatedAt,
      updatedBy,
    };
    this.policy = {
      ...this.policy,
      rules: this.policy.rules.map(rule => (rule.id === id ? entry : rule)),
    };
    this.#record(id, actionOf(before, entry), request.reason, {
      before: before.rule,
      after: entry.rule,
    });
    return entry;
  }

  async deleteRule(id: string, request: DeleteRuleRequest) {
    this.#refuse();
    const { rule: before } = this.#require(id, request.version);
    this.policy = {
      ...this.policy,
      rules: this.policy.rules.filter(rule => rule.id !== id),
    };
    this.#record(id, 'deleted', request.reason, { before });
  }

  async previewRule({ match }: { match: string }) {
    this.#refuse();
    this.previewed.push(match);
    return this.previews[match] ?? this.preview;
  }

  async tryPolicy(request: PolicyDecisionRequest) {
    this.#refuse();
    this.tried.push(request);
    return this.decision;
  }

  async listPolicyChanges(
    query: { ruleId?: string; limit?: number; cursor?: string } = {},
  ) {
    this.#refuse();
    const { ruleId, limit = 20, cursor } = query;
    const found = this.changes.filter(
      change => !ruleId || change.ruleId === ruleId,
    );
    const from = Number(cursor ?? 0);
    const to = from + limit;
    return {
      items: found.slice(from, to),
      nextCursor: to < found.length ? String(to) : undefined,
    };
  }

  async exportPolicy() {
    this.#refuse();
    return this.yaml;
  }

  async getUsage(query: UsageQuery = {}) {
    this.#refuse();
    this.usageQueries.push(query);
    return this.usage;
  }

  async getUsageCsv() {
    this.#refuse();
    return 'week,key,tasks\n';
  }

  #require(id: string, version: number): PolicyRuleEntry {
    const entry = this.policy.rules.find(rule => rule.id === id);
    if (!entry) {
      throw new AgentTasksError('rule_not_found', 'There is no such rule.');
    }
    if (entry.version !== version) {
      throw new AgentTasksError(
        'rule_changed',
        'Somebody else has changed this rule. Look at it anew.',
      );
    }
    return entry;
  }

  #record(
    ruleId: string,
    action: PolicyChange['action'],
    reason: string,
    rules: Pick<PolicyChange, 'before' | 'after'>,
  ) {
    const { updatedAt: at, updatedBy: by } = stamp(this.admin);
    const id = String(this.changes.length + 1);
    this.changes = [
      { id, ruleId, at, by, action, reason, ...rules },
      ...this.changes,
    ];
  }

  #refuse() {
    if (this.adminError) throw this.adminError;
  }
}

function stamp(by: string) {
  const at = new Date().toISOString();
  return { createdAt: at, createdBy: by, updatedAt: at, updatedBy: by };
}

function actionOf(
  before: PolicyRuleEntry,
  after: PolicyRuleEntry,
): PolicyChange['action'] {
  if (before.status === after.status) return 'updated';
  return after.status === 'disabled' ? 'disabled' : 'enabled';
}
