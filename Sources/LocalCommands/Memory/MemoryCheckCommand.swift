internal import ArgumentParser
internal import CaseModel
internal import JSONText
internal import KernelView
internal import MemoryImage
internal import ProgramKit

/// Judges an image.
struct MemoryCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say whether an image is usable, usable with gaps, or unusable, and why.",
    discussion: """
      With --iomem, the text of /proc/iomem as it was before the capture, it is told which RAM the image lacks: an image that was cut between two \
      ranges shows it nowhere else. Exit codes: 0 usable, 3 usable with gaps, 4 unusable.
      """)
  @OptionGroup var options: ImageOptions
  @Option(help: "A file with /proc/iomem as it was before the capture.") var iomem: String?

  func run() {
    carryOutOnMemory(asJSON: options.json) {
      let image = try options.open()
      var layout: IOMem?
      if let iomem {
        let read = IOMem(try InputFile.read(iomem, limit: IOMem.byteLimit))
        guard read.isUsable else {
          throw Failure(
            "no System RAM is told in \(HostString(iomem).text)"
              + (read.isHidden ? ": it was read without privilege, and has zeros" : ""),
            hint: "read /proc/iomem as root, before the capture", code: .usage)
        }
        layout = read
      }
      let verdict = ImageVerdict(image, layout: layout)
      let shown = ImageVerdictText(image: image, path: options.image, verdict: verdict)
      Terminal.out(options.json ? shown.json.prettyText + "\n" : shown.text)
      return switch verdict.standing {
      case .usable: .done
      case .usableWithGaps: .incomplete
      case .unusable: .verificationFailed
      }
    }
  }
}

/// How a verdict on an image looks.
struct ImageVerdictText {
  let image: MemoryImage
  let path: String
  let verdict: ImageVerdict

  var text: String {
    var lines = ["", " \(verdict.standing.rawValue.uppercased())   \(HostString(path).text)", ""]
    lines += verdict.reasons.prefix(20).map { "  - \(HostString(escaped: $0).text)" }
    if verdict.reasons.count > 20 { lines.append("  … and \(verdict.reasons.count - 20) more") }
    let bytes = image.memory.ranges.reduce(0) { $0 + $1.count }
    lines.append("  form       \(image.format.rawValue), \(image.memory.ranges.count) ranges, \(bytes >> 20) MiB")
    lines += verdict.missing.prefix(20).map {
      "  lacks      0x\(String($0.start, radix: 16)) to 0x\(String($0.end - 1, radix: 16)) (\($0.count >> 10) KiB of RAM)"
    }
    if !verdict.isCoverageKnown {
      lines.append("  coverage   not shown: give the /proc/iomem of before the capture with --iomem")
    }
    if let kernel = verdict.identity {
      lines.append("  kernel     \(HostString(kernel.release).text), \(kernel.levels) levels of page tables")
      lines.append("  build id   \(kernel.buildID.map { HostString($0).text } ?? "none")")
      lines.append(
        "  symbols    \(kernel.symbols) from its kallsyms, \(kernel.types) types from its BTF; note \(kernel.notes) held"
      )
      lines.append("  processes  \(kernel.processes), smear \(verdict.smear ?? 0) in 1,000")
    }
    lines += verdict.gaps.prefix(20).map { "  gap        \($0.reason.rawValue): \(HostString(escaped: $0.what).text)" }
    return lines.joined(separator: "\n") + "\n\n"
  }

  var json: JSONValue {
    var members = [
      JSONMember("format", "needletail-memory-check"), JSONMember("version", .integer(1)),
      JSONMember("standing", .string(verdict.standing.rawValue)),
      JSONMember("reasons", .array(verdict.reasons.map { .string(HostString(escaped: $0).text) })),
      JSONMember("form", .string(image.format.rawValue)),
      JSONMember("ranges", .array(image.memory.ranges.map(Self.range))),
      JSONMember("missing", verdict.isCoverageKnown ? .array(verdict.missing.map(Self.range)) : .null),
      JSONMember("smear", verdict.smear.map { .integer(Int64($0)) } ?? .null),
      JSONMember(
        "gaps",
        .array(verdict.gaps.map(ImageOptions.json))),
    ]
    if let kernel = verdict.identity {
      members.append(
        JSONMember(
          "kernel",
          [
            "release": .string(HostString(kernel.release).text),
            "banner": .string(HostString(bytes: kernel.banner).text),
            "build_id": kernel.buildID.map { .string(HostString($0).text) } ?? .null,
            "levels": .integer(Int64(kernel.levels)), "symbols": .integer(Int64(kernel.symbols)),
            "types": .integer(Int64(kernel.types)), "processes": .integer(Int64(kernel.processes)),
          ]))
    }
    return .object(members)
  }

  private static func range(_ range: PhysicalRange) -> JSONValue {
    ["start": .string("0x" + String(range.start, radix: 16)), "bytes": .integer(Int64(clamping: range.count))]
  }
}
