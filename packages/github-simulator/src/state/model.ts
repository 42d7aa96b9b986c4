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
 * What the simulated GitHub remembers. These are the simulator's own nouns; the
 * shapes of the API are made from them in `rest/present` and `graphql`.
 * All times are simulated milliseconds since 1970.
 */
import type { FileChange, GitObjects } from '../git';
import type { TaskQuirks } from '../lifecycle/types';

/** A person, the organization, or the agent's bot. */
export type Account = {
  id: number;
  login: string;
  name: string;
  type: 'User' | 'Organization' | 'Bot';
  /** Shown on the consent page and the profile. */
  bio: string;
  team?: string;
  email?: string;
  /** Whether a Copilot plan with the cloud agent is assigned (behaviour 47). */
  hasCopilotPlan: boolean;
  /** Organizations only: whether tokens need SAML single sign-on (behaviour 50). */
  requiresSaml?: boolean;
  createdAt: number;
};

/** What a person may do in a repository, weakest first. */
export type RepositoryRole = 'read' | 'write' | 'admin';

export type CustomAgent = { id: string; description: string };

/** A name for a commit. `sha` is one that git itself computes. */
export type Branch = { name: string; sha: string };

export type Repository = {
  id: number;
  ownerId: number;
  ownerLogin: string;
  name: string;
  description: string;
  private: boolean;
  defaultBranch: string;
  language?: string;
  topics: string[];
  /** By login. Whoever is missing reads public repositories and does not see private ones. */
  roles: Map<string, RepositoryRole>;
  branches: Map<string, Branch>;
  /** The object that a tag names, by the tag's name. */
  tags: Map<string, string>;
  /** Commits, folders and files. */
  objects: GitObjects;
  /** By branch, as the API shows it. */
  protections?: Record<string, Record<string, unknown>>;
  /** Whether the cloud agent is enabled for the repository (behaviour 46). */
  agentEnabled: boolean;
  customAgents: CustomAgent[];
  /** The scenario of tasks whose prompt names none. */
  defaultScenario?: string;
  nextNumber: number;
  /** Names that it had before; they redirect (behaviour 71). */
  formerNames?: string[];
  createdAt: number;
  updatedAt: number;
};

export type SessionError = { message: string };

export type Usage = {
  type: 'ai_credits' | 'premium_requests';
  /** Nano credits for `ai_credits`, plain requests for `premium_requests`. */
  amount: number;
};

export type Session = {
  id: string;
  name: string;
  userId: number;
  state: string;
  prompt: string;
  model?: string;
  headRef?: string;
  baseRef: string;
  usage?: Usage;
  error?: SessionError;
  createdAt: number;
  updatedAt: number;
  completedAt?: number;
};

export type Task = {
  id: string;
  /** Absent for a chat that belongs to no repository (behaviour 43). */
  repositoryId?: number;
  creatorId: number;
  name: string;
  prompt: string;
  state: string;
  baseRef: string;
  createPullRequest: boolean;
  /** The model asked for; absent means Auto (behaviour 14). */
  model?: string;
  customAgent?: string;
  /** Where it came from if not from the API (behaviour 42). */
  source?: 'issue' | 'cli';
  /** The branch that the agent works on, once it exists. */
  branch?: string;
  pullRequestId?: number;
  /** The open pull request that `head_ref` named when the task was created (behaviour 12). */
  joinsPullRequestId?: number;
  sessions: Session[];
  scenario: string;
  quirks: TaskQuirks;
  archivedAt?: number;
  /** Lists leave the task out until this time. */
  hiddenUntil?: number;
  createdAt: number;
  updatedAt: number;
};

/** A file that a pull request changes. */
export type ChangedFile = FileChange;

export type CheckRun = {
  id: number;
  name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion?: 'success' | 'failure';
  startedAt: number;
  completedAt?: number;
};

export type Review = {
  userId: number;
  state: 'APPROVED' | 'CHANGES_REQUESTED';
  submittedAt: number;
};

export type IssueComment = {
  id: number;
  userId: number;
  body: string;
  createdAt: number;
};

export type PullRequest = {
  id: number;
  number: number;
  repositoryId: number;
  title: string;
  body: string;
  authorId: number;
  state: 'open' | 'closed';
  draft: boolean;
  headRef: string;
  headSha: string;
  baseRef: string;
  baseSha: string;
  /** What the head has changed since it left the base; see `refreshPullRequest`. */
  files: ChangedFile[];
  /** Oldest first. */
  commits: { sha: string; message: string; at: number }[];
  /** The commit that a merge has made. */
  mergeCommitSha?: string;
  checks: CheckRun[];
  /** CI waits for "Approve and run workflows": a run with zero jobs (behaviour 64). */
  checksAwaitApproval: boolean;
  requestedReviewerIds: number[];
  reviews: Review[];
  comments?: IssueComment[];
  /** GitHub computes `mergeable` after the first question (behaviour 61). */
  mergeability: 'unasked' | 'known';
  mergedAt?: number;
  mergedById?: number;
  closedAt?: number;
  createdAt: number;
  updatedAt: number;
};
