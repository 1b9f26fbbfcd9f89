internal import CaseModel
internal import Glibc

/// Commands that exist for a bundle and for a case: a path means the bundle, a case id means the case.
enum CaseWord {
  private static let commands = ["verify", "report"]
  /// Options of either program that take the next word.
  private static let taking: Set<String> = [
    "--seal", "--format", "--output", "-o", "--profile", "--region", "--prefix", "--external-id", "--state",
  ]

  /// Whether the words ask for a case: the argument of such a command is no existing path, and a case id.
  ///
  /// - Parameter words: Without the program's name.
  static func isCase(_ words: [String]) -> Bool {
    guard let command = words.first, commands.contains(command), let argument = argument(words.dropFirst()) else {
      return false
    }
    return access(argument, F_OK) != 0 && CaseID(argument) != nil
  }

  /// The first word that is neither an option nor an option's value.
  private static func argument(_ words: ArraySlice<String>) -> String? {
    var rest = words
    while let word = rest.popFirst() {
      if taking.contains(word) {
        _ = rest.popFirst()
      } else if word == "--" {
        return rest.first
      } else if !word.hasPrefix("-") {
        return word
      }
    }
    return nil
  }
}
