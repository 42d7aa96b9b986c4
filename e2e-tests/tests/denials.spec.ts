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

import { expect, test, type Page } from '@playwright/test';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the table of all doors
import { denials } from '../../plugins/scaffolder-backend-module-agent-tasks/src/denials/__testUtils__/denials';
import { asProgram, type PortalCalls } from './support/asProgram';
import { agentTasksCard, openComponent, signIn } from './support/portal';
import { simulator } from './support/simulator';

type Denial = (typeof denials)[number];

/** The rules of the table that deny, which the admin page can add to any portal. */
function denyingRules({ policy, rules = [] }: Denial) {
  const configured =
    typeof policy === 'object' ? policy.repositories ?? [] : [];
  return [
    ...configured,
    ...rules.filter(({ enabled = true }) => enabled).map(({ rule }) => rule),
  ].filter(({ deny }) => deny);
}

/** Whether a denial can be had in a portal whose app-config allows acme/*, by Ada's own session. */
function concernsSession(denial: Denial): boolean {
  const isAsked = !denial.policy || denyingRules(denial).length > 0;
  const isAda = !denial.login && !denial.isService && !denial.gitHubToken;
  const isSent = !denial.body && !denial.cannot?.portal;
  return isAsked && isAda && isSent && !denial.withoutPermissions;
}

/** Adds rules on the admin page while `work` goes on. */
async function withRules(
  admin: PortalCalls,
  rules: object[],
  work: () => Promise<void>,
) {
  const added: { id: string; version: number }[] = [];
  try {
    for (const rule of rules) {
      const answer = await admin('POST', '/policy/rules', {
        rule,
        reason: 'For a journey about refusals',
      });
      expect(answer.status(), await answer.text()).toBe(201);
      added.push(await answer.json());
    }
    await work();
  } finally {
    for (const { id, version } of added) {
      await admin('DELETE', `/policy/rules/${id}`, {
        version,
        reason: 'The journey is over',
      });
    }
  }
}

async function asAdmin(page: Page): Promise<PortalCalls> {
  const browser = page.context().browser()!;
  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, 'priya-raman');
  return asProgram(admin);
}

const tasksOnGitHub = async () => (await simulator.tasks()).length;

const STOREFRONT = 'acme/storefront';

/** What can be met in the form, as it was allowed a moment ago. */
const FORM: { code: string; prompt?: string; rule?: object }[] = [
  { code: 'repository_not_allowed', rule: { match: STOREFRONT, deny: true } },
  {
    code: 'repository_not_allowed',
    rule: {
      match: 'acme/*',
      deny: true,
      denyFor: ['user:default/ada-nwosu'],
    },
  },
  {
    code: 'model_not_allowed',
    rule: { match: STOREFRONT, deny: true, models: ['gpt-5.4'] },
  },
  {
    code: 'custom_agent_not_allowed',
    rule: { match: STOREFRONT, deny: true, customAgents: ['reviewer'] },
  },
  {
    code: 'base_ref_not_allowed',
    rule: { match: STOREFRONT, deny: true, baseRefs: ['main'] },
  },
  {
    code: 'source_not_allowed',
    rule: { match: STOREFRONT, deny: true, sources: ['portal'] },
  },
  { code: 'copilot_plan_required', prompt: '[simulate: no-plan]' },
  { code: 'sso_required', prompt: '[simulate: saml-required]' },
  { code: 'permission_denied', prompt: '[simulate: permission-missing]' },
  { code: 'agent_not_available', prompt: '[simulate: agent-disabled]' },
];

test('the form shows every refusal, what to do, and keeps what was typed', async ({
  page,
}) => {
  const admin = await asAdmin(page);
  await signIn(page, 'ada-nwosu');
  const before = await tasksOnGitHub();
  for (const { code, prompt = 'Add a health check', rule } of FORM) {
    await test.step(`${code} ${JSON.stringify(rule ?? prompt)}`, async () => {
      await openComponent(page, 'storefront');
      await agentTasksCard(page)
        .getByRole('button', { name: /Start (task|the first task)/ })
        .click();
      const dialog = page.getByRole('dialog', { name: 'Start task' });
      const brief = dialog.getByLabel(/What should the agent do/);
      await brief.fill(prompt);
      const submit = dialog.getByRole('button', { name: 'Start task' });
      await expect(submit).toBeEnabled();
      await withRules(admin, rule ? [rule] : [], async () => {
        const answering = page.waitForResponse(
          response =>
            response.url().endsWith('/api/agent-tasks/v1/tasks') &&
            response.request().method() === 'POST',
        );
        await submit.click();
        const { error } = await (await answering).json();
        expect(error.code).toBe(code);
        const alert = dialog.getByRole('alert');
        await expect(alert).toContainText(error.message);
        // What happened, and what to do next.
        expect(error.message.split(/[.:] /).length).toBeGreaterThan(1);
        await expect(brief).toHaveValue(prompt);
      });
    });
  }
  expect(await tasksOnGitHub()).toBe(before);
});

test('the session of a browser gets by no other refusal of the table either', async ({
  page,
}) => {
  const admin = await asAdmin(page);
  await signIn(page, 'ada-nwosu');
  const call = await asProgram(page);
  const before = await tasksOnGitHub();
  const tried = denials.filter(concernsSession);
  for (const denial of tried) {
    await withRules(admin, denyingRules(denial), async () => {
      const answer = await call('POST', '/tasks', {
        repository: STOREFRONT,
        prompt: 'Add a health check',
        ...denial.request,
      });
      const { error } = await answer.json();
      expect([denial.name, error?.code]).toEqual([denial.name, denial.code]);
      expect(error.message.length).toBeGreaterThan(20);
    });
  }
  expect(tried.length).toBeGreaterThan(60);
  expect(await tasksOnGitHub()).toBe(before);
});
