internal import CaseModel
internal import HostFacts

/// Says what a command does that attackers do. One judge for cron, units, hooks, profiles, histories, logs and
/// argument lists, so that the
/// question is asked once.
enum CommandJudge {
  /// Looks at a reading and names signs.
  typealias Detector = @Sendable (CommandReading) -> [CommandSign]

  /// In the order they are asked.
  static let detectors: [Detector] = [
    FetchSigns.detect, EncodedSigns.detect, RemoteShellSigns.detect, PlaceSigns.detect, MinerSigns.detect,
    TraceSigns.detect, CredentialSigns.detect, FootholdSigns.detect, PrivilegeSigns.detect, DefenceSigns.detect,
    ExfiltrationSigns.detect, TunnelSigns.detect, ReachSigns.detect, InlineCodeSigns.detect,
  ]

  /// Judges one command or script.
  static func judge(_ text: String, setting: CommandOpinion.Setting) -> CommandOpinion {
    CommandOpinion(signs(in: text), setting: setting)
  }

  /// Judges a command together with what it starts, when that is a script and no package owns it.
  static func judge(
    _ text: String, target: PersistenceRecord.CommandTarget?, setting: CommandOpinion.Setting
  ) -> CommandOpinion {
    var all = signs(in: text)
    if let target, target.package == nil, let excerpt = target.excerpt {
      all += ScriptSigns.signs(inScript: String(decoding: excerpt.bytes, as: UTF8.self), path: target.path.text)
    }
    return CommandOpinion(all, setting: setting)
  }

  /// All signs in a text, with duplicates.
  static func signs(in text: String) -> [CommandSign] {
    let reading = CommandReading(text)
    return detectors.flatMap { $0(reading) }
  }

  /// Signs of shell text that stands inside another language; its own inline code is not followed any more, which ends
  /// the recursion.
  static func shellOnly(_ text: String) -> [CommandSign] {
    let reading = CommandReading(text)
    return detectors.dropLast().flatMap { $0(reading) }
  }
}
