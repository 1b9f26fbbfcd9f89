import CaseModel
import JSONText
import Workflow
import WorkflowKit

/// A small cloud: things that exist, by name, with the token that made them. Every call can be made to fail by the gate.
actor ThingWorld {
  let gate: CallGate
  private(set) var things: [String: String] = [:]
  private(set) var evidence: Set<String> = []
  private(set) var made = 0

  init(_ gate: CallGate = CallGate()) { self.gate = gate }

  func make(_ name: String, token: String) async throws {
    try await gate.pass("make \(name)") { reallyMake(name, token) }
  }

  func isThere(_ name: String) async throws -> Bool {
    try await gate.pass("look \(name)") { self.things[name] != nil }
  }

  func remove(_ name: String) async throws {
    try await gate.pass("remove \(name)") { reallyRemove(name) }
  }

  func keep(_ name: String) async throws {
    try await gate.pass("keep \(name)") { reallyKeep(name) }
  }

  private func reallyMake(_ name: String, _ token: String) {
    if things[name] != nil, things[name] == token { return }
    made += 1
    things[things[name] == nil ? name : "\(name) again"] = token
  }
  private func reallyRemove(_ name: String) { things[name] = nil }
  private func reallyKeep(_ name: String) { evidence.insert(name) }
}
