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

import { buildSchema } from 'graphql';

/**
 * The part of GitHub's GraphQL schema that a client of agent tasks asks for.
 * Names, types and nullability are GitHub's.
 */
export const schema = buildSchema(/* GraphQL */ `
  scalar BigInt
  scalar DateTime
  scalar GitObjectID
  scalar URI

  type Query {
    viewer: User!
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    rateLimit(dryRun: Boolean = false): RateLimit
    repository(
      owner: String!
      name: String!
      followRenames: Boolean = true
    ): Repository
  }

  interface Node {
    id: ID!
  }

  interface Actor {
    login: String!
    url: URI!
    avatarUrl(size: Int): URI!
  }

  type User implements Node & Actor {
    id: ID!
    login: String!
    name: String
    databaseId: Int
    url: URI!
    avatarUrl(size: Int): URI!
  }

  type Bot implements Node & Actor {
    id: ID!
    login: String!
    databaseId: Int
    url: URI!
    avatarUrl(size: Int): URI!
  }

  type Organization implements Node & Actor {
    id: ID!
    login: String!
    name: String
    databaseId: Int
    url: URI!
    avatarUrl(size: Int): URI!
  }

  type RateLimit {
    cost: Int!
    limit: Int!
    nodeCount: Int!
    remaining: Int!
    resetAt: DateTime!
    used: Int!
  }

  enum RepositorySuggestedActorFilter {
    CAN_BE_ASSIGNED
    CAN_BE_AUTHOR
  }

  type Repository implements Node {
    id: ID!
    databaseId: Int
    name: String!
    nameWithOwner: String!
    description: String
    url: URI!
    isPrivate: Boolean!
    owner: Actor!
    pullRequest(number: Int!): PullRequest
    suggestedActors(
      capabilities: [RepositorySuggestedActorFilter!]!
      first: Int
      after: String
    ): ActorConnection!
  }

  type ActorConnection {
    nodes: [Actor]
    pageInfo: PageInfo!
    totalCount: Int!
  }

  type PageInfo {
    endCursor: String
    hasNextPage: Boolean!
  }

  enum PullRequestState {
    OPEN
    CLOSED
    MERGED
  }

  enum MergeableState {
    MERGEABLE
    CONFLICTING
    UNKNOWN
  }

  enum PullRequestReviewDecision {
    APPROVED
    CHANGES_REQUESTED
    REVIEW_REQUIRED
  }

  type PullRequest implements Node {
    id: ID!
    databaseId: Int
    fullDatabaseId: BigInt
    number: Int!
    title: String!
    body: String!
    url: URI!
    state: PullRequestState!
    isDraft: Boolean!
    merged: Boolean!
    mergeable: MergeableState!
    reviewDecision: PullRequestReviewDecision
    author: Actor
    headRefName: String!
    headRefOid: GitObjectID!
    baseRefName: String!
    baseRefOid: GitObjectID!
    additions: Int!
    deletions: Int!
    changedFiles: Int!
    createdAt: DateTime!
    updatedAt: DateTime!
    closedAt: DateTime
    mergedAt: DateTime
    repository: Repository!
    commits(first: Int, last: Int): PullRequestCommitConnection!
  }

  type PullRequestCommitConnection {
    nodes: [PullRequestCommit]
    totalCount: Int!
  }

  type PullRequestCommit {
    commit: Commit!
  }

  type Commit {
    oid: GitObjectID!
    statusCheckRollup: StatusCheckRollup
    checkSuites(first: Int, last: Int): CheckSuiteConnection
  }

  enum CheckConclusionState {
    ACTION_REQUIRED
    CANCELLED
    FAILURE
    NEUTRAL
    SKIPPED
    STALE
    STARTUP_FAILURE
    SUCCESS
    TIMED_OUT
  }

  type CheckSuiteConnection {
    nodes: [CheckSuite]
    totalCount: Int!
  }

  type CheckSuite {
    conclusion: CheckConclusionState
  }

  enum StatusState {
    ERROR
    EXPECTED
    FAILURE
    PENDING
    SUCCESS
  }

  type StatusCheckRollup {
    state: StatusState!
  }
`);
