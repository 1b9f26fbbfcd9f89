/// How random bytes look: packed, compressed and encrypted content is near 8 bits a byte, machine code near 6, text near 4.5.
public enum CompressionEntropy {
  /// Shannon entropy in bits a byte, 0 to 8; 0 for no bytes.
  public static func bitsPerByte(_ bytes: some Collection<UInt8>) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let total = Double(bytes.count)
    guard total > 0 else { return 0 }
    var sum = 0.0
    for count in counts where count > 0 {
      let share = Double(count) / total
      sum -= share * binaryLogarithm(share)
    }
    return max(0, min(8, sum))
  }

  /// The standard library has no logarithm: exponent, and the series of the inverse hyperbolic tangent for the significand.
  private static func binaryLogarithm(_ value: Double) -> Double {
    let t = (value.significand - 1) / (value.significand + 1)
    let square = t * t
    var term = t
    var sum = 0.0
    for odd in stride(from: 1.0, through: 31.0, by: 2.0) {
      sum += term / odd
      term *= square
    }
    return Double(value.exponent) + 2 * sum / 0.693147180559945309417
  }
}
