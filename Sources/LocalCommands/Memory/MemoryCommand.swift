internal import ArgumentParser
internal import CaseModel
internal import Glibc
internal import HostFacts
internal import JSONText
internal import KernelView
internal import MemoryImage
internal import ProgramKit

/// Memory images: whether they can be used, and what ran in them. Nothing is downloaded: symbols and types come from the image itself.
struct MemoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory", abstract: "Judge a memory image, and list what ran in it, without outside symbols.",
    subcommands: [
      MemoryCheckCommand.self, MemoryProcessesCommand.self, MemoryModulesCommand.self, MemorySocketsCommand.self,
      MemoryMapsCommand.self, MemoryHooksCommand.self,
      MemoryTriageCommand.self, MemoryConvertCommand.self, MemorySymbolsCommand.self,
    ])
}

/// Options that all of them share.
struct ImageOptions: ParsableArguments {
  @Argument(help: "The image: LiME or ELF core.") var image: String
  @Flag(help: "One JSON document on stdout.") var json = false

  /// Opens the image.
  func open() throws -> MemoryImage {
    do { return try MemoryImage.open(image) } catch {
      throw Failure(error.message, hint: error.code == .raw ? "capture in the LiME form, which keeps the layout" : nil)
    }
  }

  /// Opens the image and finds its kernel.
  func kernel() throws -> ImageKernel {
    let image = try open()
    do { return ImageKernel(kernel: try Kernel(in: image.memory, note: image.vmcoreinfo), faults: image.faults) } catch
    {
      throw Failure(
        "no kernel can be read in \(HostString(self.image).text): \(error)",
        hint: "needletail memory check \(HostString(self.image).text)")
    }
  }

  /// Prints what was found and what could not be read, and gives the exit code.
  func end(_ found: ImageKernel, _ document: [JSONMember], text: String) -> CaseModel.ExitCode {
    if json {
      let head = [
        JSONMember("format", "needletail-memory"), JSONMember("version", .integer(1)),
        JSONMember("kernel", .string(HostString(found.kernel.info.release).text)),
      ]
      let tail = [
        JSONMember("faults", .array(found.faults.map { .string(HostString(escaped: $0.description).text) })),
        JSONMember("gaps", .array(found.kernel.gaps.map(Self.json))),
        JSONMember("gaps_omitted", .integer(Int64(found.kernel.omittedGaps))),
      ]
      Terminal.out(JSONValue.object(head + document + tail).prettyText + "\n")
    } else {
      Terminal.out(text)
      Terminal.err(found.complaint)
    }
    return found.isWhole ? .done : .incomplete
  }

  /// A gap as JSON.
  static func json(_ gap: KernelGap) -> JSONValue {
    ["reason": .string(gap.reason.rawValue), "what": .string(HostString(escaped: gap.what).text)]
  }

  /// A fact as JSON.
  static func json(_ fact: some Encodable) throws -> JSONValue {
    try JSONReader.parse(JSONRecordEncoder.encode(fact), limits: JSONLimits(length: 16 << 20, depth: 64))
  }
}

/// The kernel of an image, with what is wrong with the image's file.
struct ImageKernel {
  let kernel: Kernel
  let faults: [ImageFault]

  /// Nothing was damaged and nothing could not be read.
  var isWhole: Bool { faults.isEmpty && gapCount == 0 }

  /// How many things could not be read.
  var gapCount: Int { kernel.gaps.count + kernel.omittedGaps }

  /// What is missing above, for people; empty if nothing is.
  var complaint: String {
    var lines = faults.prefix(5).map { "the image is damaged: \(HostString(escaped: $0.description).text)" }
    if faults.count > 5 { lines.append("… and \(faults.count - 5) more faults") }
    if gapCount > 0 {
      lines.append("\(gapCount) things could not be read, and are missing above:")
      lines += kernel.gaps.prefix(10).map { "  \($0.reason.rawValue): \(HostString(escaped: $0.what).text)" }
      if gapCount > 10 { lines.append("  … and \(gapCount - 10) more; --json has them") }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// Runs a body whose errors of the rooms below become failures.
func carryOutOnMemory(asJSON: Bool, _ body: () throws -> CaseModel.ExitCode) -> Never {
  carryOut(asJSON: asJSON) {
    do { return try body() } catch let error as KernelError {
      throw Failure("the kernel in the image cannot be read further: \(error)")
    } catch let error as ImageError { throw Failure(error.message) }
  }
}
