internal import ArgumentParser
internal import CaseModel
internal import Digests
internal import JSONText
internal import MemoryImage
internal import ProgramKit

/// Converts between the plain forms.
struct MemoryConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write an image anew in another form: lime or elf-core.")

  @OptionGroup var options: ImageOptions
  @Argument(help: "The file to write; one that is there is not overwritten.") var output: String
  @Option(name: .customLong("to"), help: "lime or elf-core.") var form = "lime"

  func run() {
    carryOutOnMemory(asJSON: options.json) {
      guard let format = ImageFormat(rawValue: form) else {
        throw Failure("--to takes lime or elf-core, and was given \(HostString(form).text)", code: .usage)
      }
      let image = try options.open()
      let made = try image.convert(to: format, at: output)
      if options.json {
        let document: JSONValue = [
          "format": "needletail-memory-convert", "version": 1, "path": .string(HostString(output).text),
          "form": .string(format.rawValue), "bytes": .integer(Int64(clamping: made.fileBytes)),
          "sha256": .string(made.digest.hex),
        ]
        Terminal.out(document.prettyText + "\n")
      } else {
        Terminal.out(
          "\(HostString(output).text): \(format.rawValue), \(made.fileBytes) bytes, SHA-256 \(made.digest.hex)\n")
      }
      if made.droppedVMCOREINFO {
        Terminal.err(
          "the kernel's note of the core file has no place in a LiME image and was left out; the memory holds it too\n")
      }
      return .done
    }
  }
}
