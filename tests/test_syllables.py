"""Syllables of the words of health copy, counted by ear."""

from __future__ import annotations

from healthlint.readability.syllables import syllables

# Counted by hand before the counter was asked, as a careful speaker says them. Words that British and American English say
# with a different number of syllables (medicine, laboratory) are left out.
BY_HAND = {
    1: """
        ache blood bone brain breast breath brow bruise burn calf chest chin clot cold cough cramp cream cure drug ear eye face
        fat feet foot gel germ gland gout graft growth gum gut hair hand head heal heart heel hip hurt itch jaw joint knee leg
        limb limp lip lump lung mole mouth nail neck nerve nose numb nurse pain patch pill pulse pus rash rest rib risk scalp
        scar shin skin skull sleep sneeze sore spine spleen sprain stitch strain stress stroke swab sweat taste tear thigh
        throat thumb toe tongue tooth vein voice waist weight wheeze womb wound wrist yeast breathes healed soothed cleansed
        bruised tests months helped caused used reached soaked
        """,
    2: """
        abscess acne adverse aging ankle armpit asthma backache balance balanced belly bladder bleeding blister bloated blockage
        body bowel bruising bunion caffeine callus cancer careful cervix chemist clinic colic colon coma comfort cortex damage
        dandruff dentist denture device diet digest disease dizzy doctor dosage dressing eardrum earwax elbow enzyme eyebrow
        eyelash fatal fatigue fever fibre finger fitness folate forehead fracture fungus gallstone gargle gluten goitre hairline
        headache healing hearing heartburn hormone hunger infant infect inject insect itching kidney lactose laser lesion liver
        lozenge massage measles mental migraine mucus muscle nostril organ painful painless patient pelvis peptides pregnant
        pressure protein pupil rabies rectum relief safely science scurvy seizure serum shingles shoulder sinus sneezing splinter
        sterile stiffness stomach stretching sugar suture swelling swollen symptom syndrome syringe tablet tendon thyroid tissue
        tonsil treatment trial tumour ulcer unsafe urine vaccine vessel virus vision vomit weakness wellness wheezing wisdom
        wrinkle needed treated tested stitches changes lasted
        """,
    3: """
        abdomen addiction adhesive adrenal allergic allergy alcohol antacid appendix appetite arthritis artery assistance audible
        benefit biopsy biotin bronchitis calcium calorie cataract catheter cavity cellular cellulite ceramide chemistry
        chickenpox cholera clinical collagen concussion condition constipate contagion contusion cortisol cosmetic creatine
        curcumin defecate deficit dermatome diagnosed diffusion digestion digestive dilation dislocate disorder dopamine dosages
        dystrophy eczema elastin elderly embolus endocrine essential exercise exhausted exposure eyelashes fertilise follicle
        formula fungicide gastritis genetic gingival glaucoma hazardous hernia histamine hospital hydration immunise incision
        infection infertile inhaler injection injury insulin intestine keratin laxative ligament lithium lymphatic melanin
        menopause menstrual narcotic nausea niacin nicotine nutrient obstruction occlusion oestrogen operate optician organic
        ovary oxygen pacemaker pancreas paralyse parasite particle pathogen penetrate period physical physician placebo
        prescription prevention procedure protection puberty radius recovered recurrence referral remedy resistance retinol
        saliva sciatic sedation sedative sensitive serious sinuses skeleton sodium specialist spermicide stimulate supplement
        surgery surgical symmetry tetanus therapist therapy thrombosis trachea transfusion turmeric uterus vaginal vascular
        ventricle vertigo vitamin vomiting wellbeing
        """,
    4: """
        abdominal acidity acupuncture adenoma adrenaline alleviate analgesic anatomy antibody antifungal antiseptic antiviral
        anxiety arrhythmia asymmetry bacteria bulimia carcinoma chlamydia cholesterol chondroitin circulation complication
        contraception decongestant dehydrated dermatitis diabetes diagnosis dialysis disinfectant electrolyte epidemic epidermis
        epilepsy expectorant fertility finasteride glucosamine hemoglobin hepatitis hypertension ibuprofen immunity incontinence
        indigestion inflammation injectable insomnia intestinal intravenous irritation ketogenic liposuction lubrication
        magnesium malaria mammography mastectomy medication melanoma melatonin menstruation metabolic microneedling minoxidil
        mobility neurologist nutritional nutritionist obesity omeprazole oncologist operation optometrist ovulation paralysis
        parasitic penicillin pigmentation podiatrist potassium practitioner preservative preventative probiotic progesterone
        prophylactic psoriasis psychology pulmonary radiation rehydration respiration riboflavin selenium semaglutide serotonin
        sterilising supplemental testosterone therapeutic tirzepatide tonsillitis toxicity transplantation ultrasonic urologist
        vaccination vitality
        """,
    5: """
        amoxicillin anaphylaxis antibiotic antihistamine antioxidant appendectomy atorvastatin biological cardiologist cardiology
        chemotherapy claustrophobia dermatologist dermatology echinacea electrolysis endometrium exfoliation gynaecologist
        haematologist hyaluronic hydrocortisone hysterectomy immunisation immunology keratinocyte mesotherapy metabolism
        multivitamin neurological niacinamide nutritionally ophthalmologist paediatrician paracetamol pathological pharmacology
        physiology psychological radiology sensitivity supplementation tonsillectomy urological
        """,
    6: """
        agoraphobia catheterisation cryolipolysis hospitalisation hypoallergenic hypoglycaemia hypothyroidism microbiology
        microdermabrasion osteoporosis physiotherapy rehabilitation susceptibility
        """,
    7: "dihydrotestosterone epidemiology",
}
WORDS = [(word, count) for count, text in BY_HAND.items() for word in text.split()]
ENOUGH = 0.97


def test_there_are_five_hundred_words_and_none_twice():
    assert len({word for word, _ in WORDS}) == len(WORDS) >= 500


def test_nearly_all_words_have_the_syllables_that_are_heard():
    wrong = {word: (syllables(word), count) for word, count in WORDS if syllables(word) != count}
    assert len(wrong) <= (1 - ENOUGH) * len(WORDS), wrong


def test_the_mistakes_lean_to_no_side():
    heard = sum(count for _, count in WORDS)
    assert abs(sum(syllables(word) for word, _ in WORDS) - heard) <= 0.005 * heard
