public import CaseModel
internal import Glibc
internal import JSONText

/// A command that cannot go on: a sentence, what to do next, and the exit code.
public struct Failure: Error {
  /// One sentence: what was attempted, on what, what was found.
  public var message: String
  /// The next thing to type.
  public var hint: String?
  /// How the program ends.
  public var code: ExitCode

  /// A failure.
  public init(_ message: String, hint: String? = nil, code: ExitCode = .failed) {
    self.message = message
    self.hint = hint
    self.code = code
  }

  /// Prints it: on stderr for people, on stdout as JSON for programs that asked for JSON.
  public func end(asJSON: Bool) -> Never {
    if asJSON {
      let error: JSONValue = [
        "error": [
          "message": .string(message), "hint": .string(hint ?? ""), "exit_code": .integer(Int64(code.rawValue)),
        ]
      ]
      Terminal.out(error.compactText + "\n")
    }
    Terminal.err("error: \(message)\n" + (hint.map { "hint: \($0)\n" } ?? ""))
    exit(code.rawValue)
  }
}

/// Runs a command's body; a failure is printed once and becomes the exit code.
public func carryOut(asJSON: Bool, _ body: () throws -> ExitCode) -> Never {
  do {
    exit(try body().rawValue)
  } catch let failure as Failure {
    failure.end(asJSON: asJSON)
  } catch {
    Failure("\(error)").end(asJSON: asJSON)
  }
}

/// As `carryOut`, for a body that waits.
public func carryOut(asJSON: Bool, _ body: () async throws -> ExitCode) async -> Never {
  do {
    exit(try await body().rawValue)
  } catch let failure as Failure {
    failure.end(asJSON: asJSON)
  } catch {
    Failure("\(error)").end(asJSON: asJSON)
  }
}
