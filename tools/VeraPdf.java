// Holds PDFs to PDF/UA-1 by veraPDF's library: java -cp 'CLASSPATH' tools/VeraPdf.java FILE... Ends with 1 where one fails.

import java.io.FileInputStream;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraPdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        for (String file : files) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), PDFAFlavour.PDFUA_1);
                 PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
                ValidationResult found = validator.validate(parser);
                failed += found.isCompliant() ? 0 : 1;
                System.out.println((found.isCompliant() ? "meets it: " : "FAILS: ") + file + ", " + found.getTotalAssertions() + " checks");
                Set<String> said = new TreeSet<>();
                for (TestAssertion one : found.getTestAssertions()) {
                    if (one.getStatus() == TestAssertion.Status.FAILED) {
                        said.add("  " + one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " " + one.getMessage());
                    }
                }
                said.forEach(System.out::println);
            }
        }
        System.exit(failed > 0 ? 1 : 0);
    }
}
