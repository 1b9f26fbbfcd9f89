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
  func kernel() throws -> Kernel {
    let image = try open()
    for fault in image.faults.prefix(5) { Terminal.err("warning: \(HostString(escaped: fault.description).text)\n") }
    do { return try Kernel(in: image.memory, note: image.vmcoreinfo) } catch {
      throw Failure(
        "no kernel can be read in \(HostString(self.image).text): \(error)",
        hint: "needletail memory check \(HostString(self.image).text)")
    }
  }

  /// Says what could not be read, and gives the exit code.
  func end(_ kernel: Kernel, _ document: [JSONMember], text: String) throws -> CaseModel.ExitCode {
    if json {
      let gaps = kernel.gaps.map { gap -> JSONValue in
        ["reason": .string(gap.reason.rawValue), "what": .string(HostString(escaped: gap.what).text)]
      }
      let head = [
        JSONMember("format", "needletail-memory"), JSONMember("version", .integer(1)),
        JSONMember("kernel", .string(HostString(kernel.info.release).text)),
      ]
      Terminal.out(JSONValue.object(head + document + [JSONMember("gaps", .array(gaps))]).prettyText + "\n")
    } else {
      Terminal.out(text)
      if !kernel.gaps.isEmpty {
        Terminal.err("\(kernel.gaps.count) things could not be read, and are missing above:\n")
        for gap in kernel.gaps.prefix(10) {
          Terminal.err("  \(gap.reason.rawValue): \(HostString(escaped: gap.what).text)\n")
        }
      }
    }
    return kernel.gaps.isEmpty ? .done : .incomplete
  }

  /// A fact as JSON.
  static func json(_ fact: some Encodable) throws -> JSONValue {
    try JSONReader.parse(JSONRecordEncoder.encode(fact), limits: JSONLimits(length: 16 << 20, depth: 64))
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
