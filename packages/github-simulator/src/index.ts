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
 * Behaves like GitHub's Agent Tasks API, sign-in, repositories and pull
 * requests, on this machine, for demos and tests.
 *
 * @packageDocumentation
 */
export { startSimulator } from './startSimulator';
export type { RunningSimulator } from './startSimulator';
export { portalAppClient, portalClient } from './options';
export type { SimulatorOptions } from './options';
export { createSimulatorControlClient } from './control';
export type {
  ClockState,
  PullRequestRef,
  SimulatedPullRequest,
  SimulatedTask,
  SimulatorControl,
} from './control';
export { simulatorPeople } from './state/wellKnown';
export type { SimulatorLogin } from './state/wellKnown';
export type { Switches } from './state/switches';
export type {
  Scenario,
  ScenarioRefusal,
  Step,
  TaskQuirks,
  TimedStep,
  Timeline,
} from './lifecycle/types';
export type {
  WebhookDelivery,
  WebhookEventName,
  WebhookTarget,
} from './webhooks/types';
export type { Fault, FaultRule } from './http/FaultList';
export type { LoggedRequest, RequestFilter } from './http/RequestLog';
export type { OAuthClient, TokenKind, TokenPermissions } from './oauth/types';
export { pullRequestNodeId, repositoryNodeId, userNodeId } from './ids';
