internal import Artifacts
internal import BinaryCursor
internal import CaseModel
internal import CollectionPlans
internal import HostFacts
internal import JSONText
internal import Triage

extension FuzzTargets {
  /// Values made from text: JSON, records, plans, patterns, commands.
  static let textTargets: [FuzzTarget] = [
    FuzzTarget("json", seeds: { SeedTexts.json.map { Array($0.utf8) } }) { bytes in
      guard let value = try? JSONReader.parse(bytes) else { return }
      let written = value.compactBytes
      precondition((try? JSONReader.parse(written)) == value, "what is written is read back as the same")
    },
    FuzzTarget("host-string", seeds: { SeedTexts.commands.map { Array($0.utf8) } }) { bytes in
      let text = HostString(bytes: bytes)
      precondition(text.bytes == bytes, "the escaped form is lossless")
      precondition(text.text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "and printable")
    },
    FuzzTarget("byte-reader", seeds: { [Array(0..<64)] }, run: readBytes),
    FuzzTarget("host-fact", seeds: { SeedTexts.facts.map { Array($0.utf8) } }) { bytes in
      guard let fact = try? HostFact.decode(bytes), let line = try? fact.encodeLine() else { return }
      // Dictionaries have no order of their own, so that lines are compared by length.
      precondition((try? HostFact.decode(line)?.encodeLine().count) == line.count, "a record survives a round trip")
    },
    FuzzTarget("plan", seeds: { SeedTexts.plans.map { Array($0.utf8) } }) { bytes in
      guard let plan = try? CollectionPlan.read(bytes), let written = try? plan.write() else { return }
      precondition((try? CollectionPlan.read(written)) == plan, "a plan survives a round trip")
    },
    FuzzTarget("glob", seeds: { SeedTexts.globs.map { Array($0.utf8) } }, run: expandGlob),
    FuzzTarget("secret-mask", seeds: { SeedTexts.commands.map { Array($0.utf8) } }) { bytes in
      let masked = SecretMask.mask(bytes)
      precondition(
        masked.ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= bytes.count }, "ranges of the input")
      _ = SecretMask.mask(arguments: bytes.split(separator: 0).map { HostString(bytes: $0) })
    },
    FuzzTarget("command-text", seeds: { SeedTexts.commands.map { Array($0.utf8) } }) { bytes in
      let command = HostString(bytes: bytes)
      _ = CommandText.words(of: command)
      _ = CommandText.program(of: command)
      _ = CommandText.paths(in: command)
    },
    FuzzTarget("judge-command", seeds: { SeedTexts.commands.map { Array($0.utf8) } }, run: judgeCommand),
    FuzzTarget(
      "judge-facts",
      seeds: { [Array(SeedTexts.facts.joined(separator: "\n").utf8)] + SeedTexts.facts.map { Array($0.utf8) } }
    ) { bytes in
      var judge = Judge()
      let lines = bytes.split(separator: 10).map { Array($0) }
      for index in lines.indices {
        if let fact = try? HostFact.decode(lines[index]) { judge.observe(fact) }
      }
      _ = judge.conclude(provisional: true)
    },
  ]

  /// The first half of the bytes says what is asked of the second.
  private static func readBytes(_ bytes: [UInt8]) {
    let middle = bytes.count / 2
    let data = Array(bytes[middle...])
    var reader = ByteReader(data.span.bytes)
    for index in 0..<middle {
      let byte = bytes[index]
      let length = Int(byte >> 3) - 2
      switch byte & 7 {
      case 0: _ = try? reader.u8()
      case 1: _ = try? reader.u32le()
      case 2: _ = try? reader.u64be()
      case 3: _ = try? reader.take(byte == 251 ? .max : length)
      case 4: _ = try? reader.takeFixedField(length)
      case 5: _ = try? reader.takeCString(limit: length)
      case 6: try? reader.seek(to: byte == 246 ? .min : length * 3)
      default: try? reader.skip(byte == 255 ? .max : length)
      }
      precondition(reader.offset >= 0 && reader.offset <= reader.count, "the reader stays within its bytes")
    }
  }

  /// A pattern, a zero byte, then names that stand in every directory.
  private static func expandGlob(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard let pattern = GlobPattern(Array(parts[0])) else { return }
    let names = (parts.count > 1 ? parts[1].split(separator: 10) : []).prefix(6).enumerated().map { index, name in
      GlobExpansion.Name(bytes: Array(name), isDirectory: index % 2 == 0)
    }
    let result = GlobExpansion(pathLimit: 64, directoryLimit: 64) { _ in names }.expand(pattern)
    precondition(result.paths.count <= 64, "no more paths than the limit")
  }

  /// As a cron line, a history line, a process and a unit at once: what the judge of commands is asked from.
  private static func judgeCommand(_ bytes: [UInt8]) {
    let text = HostString(bytes: bytes)
    var judge = Judge()
    for mechanism: PersistenceRecord.Mechanism in [.cron, .systemdUnit, .shellProfile] {
      var record = PersistenceRecord(mechanism, path: "/etc/x", line: 1, text: text)
      record.command = text
      record.target = .init(path: "/tmp/x.sh", exists: true)
      record.target?.excerpt = text
      judge.observe(.persistence(record))
    }
    var process = ProcessRecord(pid: 77)
    process.comm = "sh"
    process.arguments = ["/bin/sh", "-c", text]
    process.executable = "/usr/bin/dash"
    judge.observe(.process(process))
    _ = judge.conclude(provisional: true)
  }
}
