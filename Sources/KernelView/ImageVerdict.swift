internal import HostFacts
public import MemoryImage

/// Whether an image can be worked with, judged from the image alone and what was written down beside it.
public struct ImageVerdict: Sendable {
  /// How it stands.
  public enum Standing: String, Sendable {
    /// Whole, as far as it shows, and its kernel answers.
    case usable
    /// Its kernel answers, and something is missing or torn.
    case usableWithGaps = "usable with gaps"
    /// It is damaged, or no kernel can be found in it.
    case unusable
  }

  /// The kernel as it was found.
  public struct Identity: Sendable {
    /// As `uname -r` says.
    public var release: String
    /// What `/proc/version` says.
    public var banner: [UInt8]
    /// Its build id in hex, if it has one.
    public var buildID: String?
    /// Levels of page tables: 4 or 5.
    public var levels: Int
    /// Symbols in its own table.
    public var symbols: Int
    /// Types in its own description.
    public var types: Int
    /// Notes that were looked at before the one that holds.
    public var notes: Int
    /// Processes found.
    public var processes: Int
  }

  /// How it stands.
  public var standing: Standing
  /// Why, a sentence each: faults of the file first.
  public var reasons: [String] = []
  /// RAM that the image does not hold, if the layout was known.
  public var missing: [PhysicalRange] = []
  /// Whether the layout (`/proc/iomem`) was there to compare with.
  public var isCoverageKnown: Bool
  /// The kernel; `nil` if none was found.
  public var identity: Identity?
  /// Processes that not all views show, and lists that break off, a thousand processes: 0 in a still image, a few in one of a busy host. A score,
  /// and no reason to throw an image away.
  public var smear: Int?
  /// What the kernel's structures lead to and the image does not give.
  public var gaps: [KernelGap] = []

  /// Judges an image.
  ///
  /// - Parameters:
  ///   - image: Opened.
  ///   - layout: `/proc/iomem` as it was read before the capture, if there is one.
  public init(_ image: MemoryImage, layout: IOMem?) {
    self.init(image.memory, note: image.vmcoreinfo, faults: image.faults, layout: layout)
  }

  init(_ memory: any PhysicalMemory, note: [UInt8]?, faults: [ImageFault], layout: IOMem?) {
    isCoverageKnown = layout?.isUsable == true
    standing = .usable
    for fault in faults { lower(.unusable, fault.description) }
    if let layout, isCoverageKnown {
      do throws(ImageError) {
        let coverage = try Coverage(of: memory.ranges, against: layout)
        missing = coverage.gaps
        if !coverage.isComplete {
          lower(.usableWithGaps, "\(coverage.missingBytes >> 10) KiB of RAM are not in the image")
        }
      } catch { lower(.usableWithGaps, error.message) }
    }
    do throws(KernelError) {
      let kernel = try Kernel(in: memory, note: note)
      let processes = try ProcessList(kernel).read()
      examine(kernel, processes)
    } catch { lower(.unusable, "\(error)") }
  }

  private mutating func examine(_ kernel: Kernel, _ processes: [MemoryProcess]) {
    identity = Identity(
      release: kernel.info.release, banner: kernel.banner, buildID: kernel.info.buildID, levels: kernel.levels,
      symbols: kernel.symbols.count, types: kernel.types.count, notes: kernel.candidates, processes: processes.count)
    let torn = processes.count { $0.record.seenBy.count < ProcessList.View.allCases.count }
    let broken = kernel.gaps.count { $0.reason == .inconsistent }
    smear = (torn + broken) * 1_000 / max(1, processes.count)
    gaps = kernel.gaps
    if !gaps.isEmpty {
      lower(.usableWithGaps, "\(gaps.count + kernel.omittedGaps) things that the kernel points to cannot be read")
    }
  }

  private mutating func lower(_ standing: Standing, _ reason: String) {
    if self.standing != .unusable { self.standing = standing }
    reasons.append(reason)
  }
}
